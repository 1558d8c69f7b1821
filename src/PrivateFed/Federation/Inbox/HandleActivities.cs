using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Jobs;
using PrivateFed.Posts;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Hangfire job: handles received activities in order, one at a time. An activity's effect and its "handled" mark are one transaction, so
/// that the effect happens exactly once, whenever the process is killed. Each attempt is recorded before the work: an activity during which
/// the process ended twice becomes a dead letter.
/// </summary>
public sealed class HandleActivities(
    IServiceScopeFactory scopes, ReadDocument read, TimeProvider clock, SweepSignal signal, ILogger<HandleActivities> log)
{
    public const string LeaseName = "inbox";
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    private const int MaxAttempts = 5;
    private const int MaxInterruptions = 2;

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(1);

    /// <param name="holder">Holder of the lease that the sweep took for this job.</param>
    /// <param name="cancellation">Ends the job between two activities.</param>
    public async Task RunAsync(Guid holder, CancellationToken cancellation)
    {
        try
        {
            await HandleAllAsync(holder, cancellation);
        }
        finally
        {
            // Also after a database error: the next sweep continues where this job failed.
            await using var scope = scopes.CreateAsyncScope();
            await Lease.ReleaseAsync(scope.ServiceProvider.GetRequiredService<HouseDb>(), LeaseName, holder, CancellationToken.None);
        }
        signal.Set();
    }

    private async Task HandleAllAsync(Guid holder, CancellationToken cancellation)
    {
        var renewed = DateTimeOffset.MinValue;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
            var now = clock.GetUtcNow();
            if (now - renewed > LeaseTime / 3)
            {
                if (!await Lease.TryTakeAsync(db, LeaseName, holder, LeaseTime, now, cancellation))
                {
                    return;
                }
                renewed = now;
            }
            if (await Due(db, now).OrderBy(received => received.Id).Select(received => (long?)received.Id)
                .FirstOrDefaultAsync(cancellation) is not { } id)
            {
                return;
            }
            await HandleAsync(id, cancellation);
        }
    }

    /// <summary>
    /// Activities to handle now. An activity waits while an earlier one of the same actor waits for a retry: otherwise a Create could be
    /// handled after its own Delete.
    /// </summary>
    public static IQueryable<ReceivedActivity> Due(HouseDb db, DateTimeOffset now) =>
        Unhandled(db).Where(received => (received.RetryAt == null || received.RetryAt <= now)
            && !Unhandled(db).Any(earlier => earlier.RemoteActorId == received.RemoteActorId && earlier.RetryAt > now
            && earlier.Id < received.Id));

    /// <summary>Activities to handle now or, after a failure, later.</summary>
    public static IQueryable<ReceivedActivity> Unhandled(HouseDb db) =>
        db.ReceivedActivities.Where(received => received.HandledAt == null && received.SetAsideAt == null);

    private async Task HandleAsync(long id, CancellationToken cancellation)
    {
        if (!await CountAttemptAsync(id, cancellation))
        {
            return;
        }
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
            var received = await db.ReceivedActivities.Include(received => received.RemoteActor.Host)
                .SingleAsync(received => received.Id == id, cancellation);
            received.HandledAt = clock.GetUtcNow();
            (received.Attempts, received.Interruptions) = (received.Attempts - 1, received.Interruptions - 1);
            var activity = read.Stored(received.Document);
            if (!BlockList.IsIgnored(received.RemoteActor, activity))
            {
                await DispatchAsync(scope.ServiceProvider, received, activity, cancellation);
                await StoreEmoji.StageFromActivityAsync(db, received.RemoteActor, activity, received.HandledAt.Value, cancellation);
            }
            received.Document = "";
            await db.SaveChangesAsync(cancellation);
            signal.Set();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process handled it first; this attempt had no effect.
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning(problem, "Could not handle received activity {Id}", id);
            await FailAsync(id, problem.Message, cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The house is being stopped, which is not the activity's fault.
            await UncountAttemptAsync(id);
            throw;
        }
    }

    /// <summary>Records the attempt in a transaction of its own, so that it is known after a restart.</summary>
    /// <returns>False when the activity must not be handled: it is handled already, or is now a dead letter.</returns>
    private async Task<bool> CountAttemptAsync(long id, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var waiting = Unhandled(db).Where(received => received.Id == id);
        var begun = await waiting.Where(received => received.Interruptions < MaxInterruptions).ExecuteUpdateAsync(
            set => set.SetProperty(received => received.Attempts, received => received.Attempts + 1)
                .SetProperty(received => received.Interruptions, received => received.Interruptions + 1),
            cancellation);
        if (begun == 0 && await waiting.ExecuteUpdateAsync(
            set => set.SetProperty(received => received.SetAsideAt, clock.GetUtcNow())
                .SetProperty(received => received.LastError, "The house stopped twice while this was handled."),
            cancellation) > 0)
        {
            log.LogError("Received activity {Id} is now a dead letter: the process ended {Count} times while handling it",
                id, MaxInterruptions);
        }
        return begun > 0;
    }

    private async Task UncountAttemptAsync(long id)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Unhandled(scope.ServiceProvider.GetRequiredService<HouseDb>()).Where(received => received.Id == id
            && received.Interruptions > 0).ExecuteUpdateAsync(
            set => set.SetProperty(received => received.Attempts, received => received.Attempts - 1)
                .SetProperty(received => received.Interruptions, received => received.Interruptions - 1),
            CancellationToken.None);
    }

    /// <summary>Whether this house handles the type. Of all other activities only type, id and time are stored.</summary>
    public static bool Handles(Wire.Activity activity) => activity is Wire.Follow or Wire.Undo or Wire.Create or Wire.Update or Wire.Delete
        or Wire.Like or Wire.EmojiReact or Wire.Move or Wire.Block or Wire.Flag;

    /// <summary>Hands an activity to the capability that it concerns.</summary>
    private static Task DispatchAsync(
        IServiceProvider services, ReceivedActivity received, Wire.Activity activity, CancellationToken cancellation) => activity switch
        {
            Wire.Follow follow => services.GetRequiredService<ReceiveFollow>().HandleAsync(received, follow, cancellation),
            Wire.Undo undo => UndoAsync(services, received, undo, cancellation),
            Wire.Create create => services.GetRequiredService<ReceiveComment>().HandleAsync(received, create, cancellation),
            Wire.Update { Object: [{ Embedded: Wire.Actor actor }] } => services.GetRequiredService<ReceiveActorUpdate>()
                .HandleAsync(received, actor, cancellation),
            Wire.Update { Object: [{ Id: { } id, Embedded: null }] }
                when id == received.RemoteActor.Uri => services.GetRequiredService<ReceiveActorUpdate>().FetchAsync(received, cancellation),
            Wire.Update update => services.GetRequiredService<ReceiveUpdate>().HandleAsync(received, update, cancellation),
            Wire.Delete delete => services.GetRequiredService<ReceiveDelete>().HandleAsync(received, delete, cancellation),
            Wire.Like or Wire.EmojiReact => services.GetRequiredService<ReceiveReaction>().HandleAsync(received, activity, cancellation),
            Wire.Move move => services.GetRequiredService<ReceiveMove>().HandleAsync(received, move, cancellation),
            Wire.Block block => services.GetRequiredService<ReceiveBlock>().HandleAsync(received, block, cancellation),
            Wire.Flag flag => services.GetRequiredService<ReceiveReport>().HandleAsync(received, flag, cancellation),
            _ => Task.CompletedTask,
        };

    // An Undo may name its object by id alone, so each handler checks whether the object is its own.
    private static async Task UndoAsync(
        IServiceProvider services, ReceivedActivity received, Wire.Undo undo, CancellationToken cancellation)
    {
        await services.GetRequiredService<ReceiveUnfollow>().HandleAsync(received, undo, cancellation);
        await services.GetRequiredService<ReceiveUndoReaction>().HandleAsync(received, undo, cancellation);
    }

    private async Task FailAsync(long id, string error, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var received = await db.ReceivedActivities.SingleAsync(received => received.Id == id, cancellation);
        var now = clock.GetUtcNow();
        received.Interruptions = 0;
        received.LastError = error;
        received.RetryAt = now + RetryDelay.After(received.Attempts, FirstRetryDelay, MaxRetryDelay, factor: 5);
        received.SetAsideAt = received.Attempts >= MaxAttempts ? now : null;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Step of the sweep. Enqueues one job while activities are due.</summary>
    /// <returns>When the next activity is due.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await Due(db, now).AnyAsync(cancellation))
        {
            return await Unhandled(db).Where(received => received.RetryAt != null)
                .OrderBy(received => received.RetryAt).Select(received => received.RetryAt)
                .FirstOrDefaultAsync(cancellation) ?? SweepStep.Never;
        }
        var holder = Guid.CreateVersion7();
        if (await Lease.TryTakeAsync(db, LeaseName, holder, LeaseTime, now, cancellation))
        {
            jobs.Enqueue<HandleActivities>(job => job.RunAsync(holder, CancellationToken.None));
        }
        // The lease's holder may have died, so the sweep looks again.
        return SweepStep.Now;
    }
}
