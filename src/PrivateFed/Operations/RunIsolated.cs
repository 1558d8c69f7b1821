namespace PrivateFed.Operations;

/// <summary>Steps that stand one after another without needing each other: one that fails does not keep the others from being done.</summary>
public sealed class RunIsolated(IServiceScopeFactory scopes, ILogger<RunIsolated> log)
{
    /// <summary>Does one step in a scope of its own.</summary>
    /// <param name="step">What it is called in the log.</param>
    /// <param name="work">What it does.</param>
    /// <param name="otherwise">What comes of it when it fails.</param>
    /// <param name="cancellation">Ends it; that alone is passed on as an exception.</param>
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

    /// <summary>The same for a step of which nothing comes.</summary>
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
