using Hangfire;
using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>A step of the sweep, which looks for what is due and enqueues jobs for it.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="RunAsync">Runs in a scope of its own. Returns the next time at which something is due.</param>
public sealed record SweepStep(string Name, Func<IServiceProvider, DateTimeOffset, CancellationToken, Task<DateTimeOffset>> RunAsync)
{
    /// <summary>In the next second.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.MinValue;

    /// <summary>Not until somebody writes to the database.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;
}

/// <summary>A step that runs once after a start, before the first sweep.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="RunAsync">Runs in a scope of its own.</param>
public sealed record StartUpStep(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>A step that runs once a day and deletes what is kept only for a time.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="RunAsync">Runs in a scope of its own.</param>
public sealed record DeletionStep(string Name, Func<IServiceProvider, DateTimeOffset, CancellationToken, Task> RunAsync);

/// <summary>Registers steps of background work.</summary>
public static class StepRegistration
{
    public static IServiceCollection AddSweepStep(
        this IServiceCollection services, string name,
        Func<HouseDb, IBackgroundJobClient, DateTimeOffset, CancellationToken, Task<DateTimeOffset>> run) =>
        services.AddSingleton(new SweepStep(name, (scope, now, cancellation) =>
            run(scope.GetRequiredService<HouseDb>(), scope.GetRequiredService<IBackgroundJobClient>(), now, cancellation)));

    public static IServiceCollection AddStartUpStep(
        this IServiceCollection services, string name, Func<HouseDb, CancellationToken, Task> run) =>
        services.AddSingleton(new StartUpStep(name, (scope, cancellation) => run(scope.GetRequiredService<HouseDb>(), cancellation)));

    public static IServiceCollection AddDeletionStep(
        this IServiceCollection services, string name, Func<HouseDb, DateTimeOffset, CancellationToken, Task> run) =>
        services.AddSingleton(new DeletionStep(
            name, (scope, now, cancellation) => run(scope.GetRequiredService<HouseDb>(), now, cancellation)));

    /// <summary>The same for a step that is a class of its own.</summary>
    public static IServiceCollection AddDeletionStep<TStep>(
        this IServiceCollection services, string name, Func<TStep, DateTimeOffset, CancellationToken, Task> run)
        where TStep : class =>
        services.AddScoped<TStep>()
            .AddSingleton(new DeletionStep(name, (scope, now, cancellation) => run(scope.GetRequiredService<TStep>(), now, cancellation)));
}
