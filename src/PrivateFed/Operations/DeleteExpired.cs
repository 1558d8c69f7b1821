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
public sealed class DeleteExpired(IServiceScopeFactory scopes, RunIsolated each, TimeProvider clock, ILogger<DeleteExpired> log) : PeriodicService(clock, log)
{
    private const string LeaseName = "forget";
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(5);

    protected override Task WorkAsync(CancellationToken cancellation) => OnceADayAsync(cancellation);

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Look, Clock, cancellation);

    /// <summary>The lease is never returned: that it runs for a day is what makes this happen once a day, however many processes there are.</summary>
    private async Task OnceADayAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        if (await Lease.TryTakeAsync(db, LeaseName, Guid.CreateVersion7(), Daily, Clock.GetUtcNow(), cancellation))
        {
            await RunAsync(cancellation);
        }
    }

    /// <summary>Does all of it now. What fails is written to the log and done the next day.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        await StepAsync("received activities", db => ForgetReceived.OldAsync(db, now, cancellation), cancellation);
        await StepAsync("sent activities", db => ForgetActivities.OldAsync(db, now, cancellation), cancellation);
        await StepAsync("deeds", db => ReadAuditLog.ForgetOldAsync(db, now, cancellation), cancellation);
        await StepAsync("news", db => ForgetNews.OldAsync(db, now, cancellation), cancellation);
        await StepAsync("half-way sign-ins", db => SignInWithCode.ForgetOverAsync(db, now, cancellation), cancellation);
        await StepAsync("reports", db => ReadReports.ForgetSeenAsync(db, now, cancellation), cancellation);
        await each.RunAsync("photos", services => services.GetRequiredService<ForgetPhotos>().OldAsync(now, cancellation), cancellation);
        await each.RunAsync("faces", services => services.GetRequiredService<DeleteUnusedRemoteAvatars>().OldAsync(now, cancellation), cancellation);
        await each.RunAsync("pictures", services => services.GetRequiredService<ForgetPictures>().OldAsync(now, cancellation), cancellation);
    }

    private Task StepAsync(string step, Func<HouseDb, Task> forget, CancellationToken cancellation) =>
        each.RunAsync(step, services => forget(services.GetRequiredService<HouseDb>()), cancellation);
}
