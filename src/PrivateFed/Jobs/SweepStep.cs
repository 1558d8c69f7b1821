using Hangfire;
using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>Something that the sweep asks again and again: it looks for what is due, and enqueues jobs for it.</summary>
/// <param name="Name">What it is called in the log.</param>
/// <param name="RunAsync">In a scope of its own. Returns when something is due that is not due yet.</param>
public sealed record SweepStep(string Name, Func<IServiceProvider, DateTimeOffset, CancellationToken, Task<DateTimeOffset>> RunAsync)
{
    /// <summary>With the next second.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.MinValue;

    /// <summary>Not before somebody writes.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;
}

/// <summary>Something that is done once after a start, before the first sweep.</summary>
/// <param name="Name">What it is called in the log.</param>
/// <param name="RunAsync">In a scope of its own.</param>
public sealed record StartUpStep(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>Something that is done once a day: it deletes what is kept for a time only.</summary>
/// <param name="Name">What it is called in the log.</param>
/// <param name="RunAsync">In a scope of its own.</param>
public sealed record DeletionStep(string Name, Func<IServiceProvider, DateTimeOffset, CancellationToken, Task> RunAsync);

/// <summary>How a folder has its own work done in the background.</summary>
public static class StepRegistration
{
    public static IServiceCollection AddSweepStep(
        this IServiceCollection services, string name, Func<HouseDb, IBackgroundJobClient, DateTimeOffset, CancellationToken, Task<DateTimeOffset>> run) =>
        services.AddSingleton(new SweepStep(name, (scope, now, cancellation) =>
            run(scope.GetRequiredService<HouseDb>(), scope.GetRequiredService<IBackgroundJobClient>(), now, cancellation)));

    public static IServiceCollection AddStartUpStep(this IServiceCollection services, string name, Func<HouseDb, CancellationToken, Task> run) =>
        services.AddSingleton(new StartUpStep(name, (scope, cancellation) => run(scope.GetRequiredService<HouseDb>(), cancellation)));

    public static IServiceCollection AddDeletionStep(this IServiceCollection services, string name, Func<HouseDb, DateTimeOffset, CancellationToken, Task> run) =>
        services.AddSingleton(new DeletionStep(name, (scope, now, cancellation) => run(scope.GetRequiredService<HouseDb>(), now, cancellation)));

    /// <summary>The same for a step that is a class of its own.</summary>
    public static IServiceCollection AddDeletionStep<TStep>(this IServiceCollection services, string name, Func<TStep, DateTimeOffset, CancellationToken, Task> run)
        where TStep : class =>
        services.AddScoped<TStep>().AddSingleton(new DeletionStep(name, (scope, now, cancellation) => run(scope.GetRequiredService<TStep>(), now, cancellation)));
}
