namespace PrivateFed.Jobs;

/// <summary>Runs independent steps, so that the failure of one does not prevent the others.</summary>
public sealed class RunIsolated(IServiceScopeFactory scopes, ILogger<RunIsolated> log)
{
    /// <summary>Runs one step in a scope of its own.</summary>
    /// <param name="step">Its name in the log.</param>
    /// <param name="otherwise">The result if the step fails.</param>
    /// <param name="cancellation">Only cancellation leaves this method as an exception.</param>
    public async Task<T> RunAsync<T>(string step, Func<IServiceProvider, Task<T>> work, T otherwise, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "The step {Step} failed; the others go on, and it is tried again", step);
            return otherwise;
        }
    }

    /// <summary>The same for a step without a result.</summary>
    public Task RunAsync(string step, Func<IServiceProvider, Task> work, CancellationToken cancellation) => RunAsync(
        step,
        async services =>
        {
            await work(services);
            return true;
        },
        otherwise: false,
        cancellation);
}
