using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>Enqueues the deliveries that announce a new, edited or deleted post. The caller saves.</summary>
public static class FederatePost
{
    public static Task StageCreateAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, "Create", post, addresses, at, cancellation);

    public static Task StageUpdateAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, "Update", post, addresses, at, cancellation);

    /// <summary>
    /// Sends one server the post again, with the current links to its photos. The Update carries a new date, without which Mastodon keeps
    /// the old links.
    /// </summary>
    public static async Task StageRenewedLinksAsync(
        HouseDb db, Post post, Guid hostId, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        await StageForHostAsync(db, "Update", post, hostId,
            (await Readers.FindAsync(db, post, cancellation)).Where(reader => reader.HostId == hostId), addresses, at, cancellation);

    private static async Task StageAsync(
        HouseDb db, string type, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        if (type == "Update")
        {
            await ForgetSentActivities.StageForgetWordsAsync(db, post.Id, commentId: null, cancellation);
        }
        var readers = await Readers.FindAsync(db, post, cancellation);
        if (type == "Create" && post.Audience == Audience.Everyone)
        {
            // One document for all servers: it names nobody, and there are no replies yet.
            var address = PostAddress.For(post, [], addresses.Followers(post.Author.Actor.Handle));
            Outbox.Stage(db, ActivityAbout(post, type, post.Id, address, replies: null, addresses, at), Readers.Inboxes(post, readers));
            return;
        }
        foreach (var host in readers.GroupBy(reader => reader.HostId))
        {
            await StageForHostAsync(db, type, post, host.Key, host, addresses, at, cancellation);
        }
    }

    /// <summary>Enqueues a copy for one server. It names only that server's people, both as readers and as authors of replies.</summary>
    private static async Task StageForHostAsync(
        HouseDb db, string type, Post post, Guid hostId, IEnumerable<RemoteActor> readers, Addresses addresses, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var hostReaders = readers.ToList();
        var address = PostAddress.For(post, hostReaders, addresses.Followers(post.Author.Actor.Handle));
        var replies = type == "Create" ? null
            : await Replies.EmbeddedAsync(db, new Viewer.Host(hostId), hostId, post.Id, addresses, cancellation);
        Outbox.Stage(
            db, ActivityAbout(post, type, Guid.CreateVersion7(), address, replies, addresses, at), Readers.Inboxes(post, hostReaders));
    }

    private static Activity ActivityAbout(
        Post post, string type, Guid id, PostAddress address, JsonObject? replies, Addresses addresses, DateTimeOffset at)
    {
        var handle = post.Author.Actor.Handle;
        var note = NoteDocument.Of(post, handle, address, replies, addresses, MediaLinks.Placeholder);
        if (type == "Update")
        {
            note["updated"] = WireJson.FormatTime(at);
        }
        // A post has exactly one Create, identified in the outbox by the post's own id, even where each server has its own copy.
        var document = NoteDocument.Activity(type, type == "Create" ? post.Id : id, handle, note, address.To, at, addresses);
        return new Activity
        {
            Id = id,
            ActorId = post.Author.Actor.Id,
            Type = type,
            PostId = post.Id,
            Document = document.Serialize(),
            CreatedAt = at,
        };
    }

    /// <summary>
    /// Cancels pending deliveries and sends a Delete to every server that may have a copy, including those of former followers. Servers
    /// from which the post was withheld receive nothing.
    /// </summary>
    public static async Task StageDeleteAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var deliveries = await db.Deliveries.Where(delivery => delivery.Activity.PostId == post.Id && delivery.Activity.CommentId == null)
            .ToListAsync(cancellation);
        db.Deliveries.RemoveRange(deliveries.Where(delivery => delivery.DeliveredAt is null && delivery.GivenUpAt is null));
        // Includes deliveries that do not seem to have arrived: one may be in flight. A Delete of an unknown object does no harm.
        var recipients = deliveries.Where(delivery => !delivery.WasNeverSent)
            .Select(delivery => new Recipient(delivery.HostId, delivery.Inbox)).ToList();
        await ForgetSentActivities.StageForgetWordsAsync(db, post.Id, commentId: null, cancellation);
        var handle = post.Author.Actor.Handle;
        var id = Guid.CreateVersion7();
        // Addressed to the followers collection and to nobody by name: a Delete reveals nothing but the id.
        var document = NoteDocument.Activity(
            "Delete", id, handle, NoteDocument.Tombstone(post, addresses), [addresses.Followers(handle)], at, addresses);
        var activity = new Activity
        {
            Id = id,
            ActorId = post.Author.Actor.Id,
            Type = "Delete",
            PostId = post.Id,
            Document = document.Serialize(),
            CreatedAt = at,
        };
        Outbox.Stage(db, activity, recipients);
    }
}
