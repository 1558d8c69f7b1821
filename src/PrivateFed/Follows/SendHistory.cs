using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Notifications;
using PrivateFed.Posts;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Hangfire job: sends one follower their next older post. It is owed like any other activity, but only one at a time, so that what is
/// new never waits behind what is old. A post over which this house stumbles again and again is left out.
/// </summary>
public sealed class SendHistory(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal, ILogger<SendHistory> log)
{
    /// <summary>What goes on when its time has come. While a server does not answer, nothing is added to what waits for it.</summary>
    public static IQueryable<History> Waiting(HouseDb db) => db.Histories.Where(history => history.Follow.RemoteActor.Host.FailingSince == null);

    /// <summary>Lets a job have the next post; nobody else takes it before the pause is over.</summary>
    /// <returns>False when another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid followId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Histories.Where(history => history.FollowId == followId && history.NextAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(history => history.NextAt, now + History.Pause), cancellation) == 1;

    public async Task NextAsync(Guid followId, CancellationToken cancellation)
    {
        var mayTry = await Attempts.BeginAsync(db.Histories.Where(history => history.FollowId == followId), cancellation);
        var history = await db.Histories.Include(history => history.Follow.Actor).Include(history => history.Follow.RemoteActor)
            .SingleOrDefaultAsync(history => history.FollowId == followId, cancellation);
        if (history is null)
        {
            return;
        }
        if (history.Follow is not { State: FollowState.Accepted, Actor.DeletedAt: null } || !await GoOnAsync(history, mayTry, cancellation))
        {
            db.Histories.Remove(history);
        }
        try
        {
            await db.SaveChangesAsync(cancellation);
            signal.Set();
        }
        catch (DbUpdateConcurrencyException)
        {
            // The person was removed at this moment, or another job sent this post; nothing was written.
        }
    }

    /// <returns>False when no post is left.</returns>
    private async Task<bool> GoOnAsync(History history, bool mayTry, CancellationToken cancellation)
    {
        var left = BeginHistory.Left(db, history).AsNoTracking().OrderBy(post => post.PublishedAt).ThenBy(post => post.Id);
        if (await left.Select(post => new PostPlace(post.PublishedAt, post.Id)).FirstOrDefaultAsync(cancellation) is not { } place)
        {
            return false;
        }
        if (!mayTry)
        {
            log.LogError("The older post {Post} could not be made into an activity in {Count} attempts; it is left out", place.Id, Attempts.Most);
            var host = await db.RemoteHosts.Where(host => host.Id == history.Follow.RemoteActor.HostId).Select(host => host.Name).SingleAsync(cancellation);
            await NotifyOwners.StageGivenUpAsync(db, host, clock.GetUtcNow(), cancellation);
        }
        else if (await WholeAsync(left.Where(post => post.Id == place.Id), cancellation) is { } post)
        {
            await OweAsync(history.Follow, post, cancellation);
        }
        history.Pass(place);
        return true;
    }

    private static Task<Post?> WholeAsync(IQueryable<Post> one, CancellationToken cancellation) => one
            .Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position)).Include(post => post.Author.Actor).AsSplitQuery()
            .FirstOrDefaultAsync(cancellation);

    /// <summary>To the person's own inbox: in the shared one everybody on their server would have it on top of their feed.</summary>
    private async Task OweAsync(Follow follow, Post post, CancellationToken cancellation)
    {
        var hostId = follow.RemoteActor.HostId;
        var address = await Readers.AddressAsync(db, post, hostId, house.Addresses.Followers(follow.Actor.Handle), cancellation);
        var replies = await Replies.EmbeddedAsync(db, new Viewer.Remote(follow.RemoteActorId), hostId, post.Id, house.Addresses, cancellation);
        var note = NoteDocument.Of(post, follow.Actor.Handle, address, replies, house.Addresses, MediaLinks.Placeholder);
        var id = Guid.CreateVersion7();
        var document = NoteDocument.Activity("Create", id, follow.Actor.Handle, note, address.To, post.PublishedAt, house.Addresses);
        var activity = new Activity { Id = id, ActorId = follow.ActorId, Type = "Create", PostId = post.Id, Document = document.Serialize(), CreatedAt = clock.GetUtcNow() };
        Outbox.Enqueue(db, activity, [new Recipient(hostId, follow.RemoteActor.Inbox)]);
    }

    /// <summary>Step of the sweep. Enqueues a job for each follower whose next older post is due.</summary>
    /// <returns>When something is due that is not due yet.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db).Select(history => new { history.FollowId, history.NextAt }).ToListAsync(cancellation);
        foreach (var history in waiting.Where(history => history.NextAt <= now))
        {
            if (await TakeAsync(db, history.FollowId, now, cancellation))
            {
                jobs.Enqueue<SendHistory>(job => job.NextAsync(history.FollowId, CancellationToken.None));
            }
        }
        return waiting.Select(history => history.NextAt).DefaultIfEmpty(SweepStep.Never).Min();
    }
}
