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
/// Hangfire job: sends one follower their next older post. The post is delivered like any other activity, but only one at a time, so that
/// new posts never wait behind old ones. A post that fails again and again is skipped.
/// </summary>
public sealed class SendHistory(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal, ILogger<SendHistory> log)
{
    public async Task NextAsync(Guid followId, CancellationToken cancellation)
    {
        var mayTry = await Attempts.BeginAsync(db.Histories.Where(history => history.FollowId == followId), cancellation);
        var history = await db.Histories.Include(history => history.Follow.Actor).Include(history => history.Follow.RemoteActor)
            .SingleOrDefaultAsync(history => history.FollowId == followId, cancellation);
        if (history is null)
        {
            return;
        }
        if (history.Follow is not { State: FollowState.Accepted, Actor.DeletedAt: null }
            || !await SendNextAsync(history, mayTry, cancellation))
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
            // The follower was removed meanwhile, or another job sent this post; nothing was written.
        }
    }

    /// <returns>False when no post is left.</returns>
    private async Task<bool> SendNextAsync(History history, bool mayTry, CancellationToken cancellation)
    {
        var remaining = HistoryQueries.PostsLeft(db, history).AsNoTracking().OrderBy(post => post.PublishedAt).ThenBy(post => post.Id);
        if (await remaining.Select(post => new PostPlace(post.PublishedAt, post.Id)).FirstOrDefaultAsync(cancellation) is not { } place)
        {
            return false;
        }
        if (!mayTry)
        {
            log.LogError("The older post {Post} could not be made into an activity in {Count} attempts; it is skipped",
                place.Id, Attempts.Most);
            var host = await db.RemoteHosts.Where(host => host.Id == history.Follow.RemoteActor.HostId).Select(host => host.Name)
                .SingleAsync(cancellation);
            await NotifyOwners.StageGivenUpAsync(db, host, clock.GetUtcNow(), cancellation);
        }
        else if (await LoadAsync(remaining.Where(post => post.Id == place.Id), cancellation) is { } post)
        {
            await EnqueueAsync(history.Follow, post, cancellation);
        }
        history.Advance(place);
        return true;
    }

    private static Task<Post?> LoadAsync(IQueryable<Post> post, CancellationToken cancellation) => post
            .Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position)).Include(post => post.Author.Actor)
            .AsSplitQuery()
            .FirstOrDefaultAsync(cancellation);

    /// <summary>
    /// Delivers to the person's own inbox: by the shared inbox, everybody on their server would get the post at the top of their feed.
    /// </summary>
    private async Task EnqueueAsync(Follow follow, Post post, CancellationToken cancellation)
    {
        var hostId = follow.RemoteActor.HostId;
        var address = await Readers.AddressAsync(db, post, hostId, house.Addresses.Followers(follow.Actor.Handle), cancellation);
        var replies = await Replies.EmbeddedAsync(
            db, new Viewer.Remote(follow.RemoteActorId), hostId, post.Id, house.Addresses, cancellation);
        var note = NoteDocument.Of(post, follow.Actor.Handle, address, replies, house.Addresses, MediaLinks.Placeholder);
        var id = Guid.CreateVersion7();
        var document = NoteDocument.Activity("Create", id, follow.Actor.Handle, note, address.To, post.PublishedAt, house.Addresses);
        var activity = new Activity
        {
            Id = id,
            ActorId = follow.ActorId,
            Type = "Create",
            PostId = post.Id,
            Document = document.Serialize(),
            CreatedAt = clock.GetUtcNow(),
        };
        Outbox.Stage(db, activity, [new Recipient(hostId, follow.RemoteActor.Inbox)]);
    }
}
