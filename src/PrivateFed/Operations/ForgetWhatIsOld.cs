using PrivateFed.Audit;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Inbox;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>Once a day, in one process, deletes what is kept for a time only. How long each is kept stands where it is deleted.</summary>
public sealed class ForgetWhatIsOld(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetWhatIsOld> log) : BackgroundService
{
    private const string LeaseName = "forget";
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock, stoppingToken);
        while (true)
        {
            try
            {
                await OnceADayAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(problem, "What is old could not all be deleted; it is tried again tomorrow");
            }
            await Task.Delay(Look, clock, stoppingToken);
        }
    }

    /// <summary>The lease is never returned: that it runs for a day is what makes this happen once a day, however many processes there are.</summary>
    private async Task OnceADayAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        if (await Lease.TakeAsync(db, LeaseName, Guid.CreateVersion7(), Daily, clock.GetUtcNow(), cancellation))
        {
            await RunAsync(cancellation);
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = clock.GetUtcNow();
        await ForgetReceived.OldAsync(db, now, cancellation);
        await ForgetActivities.OldAsync(db, now, cancellation);
        await ReadDeeds.ForgetOldAsync(db, now, cancellation);
        await ForgetNews.OldAsync(db, now, cancellation);
        await SignInWithCode.ForgetOverAsync(db, now, cancellation);
        await ReadReports.ForgetSeenAsync(db, now, cancellation);
        await scope.ServiceProvider.GetRequiredService<ForgetPhotos>().OldAsync(now, cancellation);
        await scope.ServiceProvider.GetRequiredService<ForgetPictures>().OldAsync(now, cancellation);
    }
}
