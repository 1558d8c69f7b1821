using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>Registers background work.</summary>
public static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SweepSignal>().AddSingleton<DatabaseChanges>().AddSingleton<RunIsolated>();
        // Hangfire would take all three from static fields, which belong to the house built last in this process.
        services.AddSingleton(_ => JobStorageOf(settings))
            .AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        // The rows are authoritative and the sweep repeats failed work, so Hangfire does not retry.
        services.AddSingleton<IJobFilterProvider>(new JobFilterCollection { new AutomaticRetryAttribute { Attempts = 0 } });
        services.AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddHangfireServer(options => options.WorkerCount = 8);
        services.AddStartUpStep("leases of an earlier start", Lease.DeleteOldAsync);
        services.AddSingleton<DeleteExpired>().AddHostedService(provider => provider.GetRequiredService<DeleteExpired>());
        return services.AddHostedService<Sweep>();
    }

    private static JobStorage JobStorageOf(Settings settings)
    {
        if (settings.Database is not { } database)
        {
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(10) });
        }
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(1), EnableLongPolling = true };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(database, options), options);
    }
}
