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

/// <summary>Writes down which servers are owed the news of a post: that it was written, changed or deleted. The caller saves.</summary>
public static class FederatePost
{
    public static Task StageCreateAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, "Create", post, addresses, at, cancellation);

    public static Task StageUpdateAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, "Update", post, addresses, at, cancellation);

    /// <summary>One server gets the post again, with the links to its photos that hold now. It carries a new date, without which Mastodon leaves the old links.</summary>
    public static async Task StageRenewedLinksAsync(HouseDb db, Post post, Guid hostId, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        await StageForHostAsync(db, "Update", post, hostId, (await Readers.FindAsync(db, post, cancellation)).Where(reader => reader.HostId == hostId), addresses, at, cancellation);

    private static async Task StageAsync(HouseDb db, string type, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        if (type == "Update")
        {
            await ForgetActivities.WordsAsync(db, post.Id, commentId: null, cancellation);
        }
        var readers = await Readers.FindAsync(db, post, cancellation);
        if (type == "Create" && post.Audience == Audience.Everyone)
        {
            // The same for every server: it names nobody, and nobody has answered yet.
            var address = PostAddress.For(post, [], addresses.Followers(post.Author.Actor.Handle));
            Outbox.Enqueue(db, ActivityAbout(post, type, post.Id, address, replies: null, addresses, at), Readers.Inboxes(post, readers));
            return;
        }
        foreach (var host in readers.GroupBy(reader => reader.HostId))
        {
            await StageForHostAsync(db, type, post, host.Key, host, addresses, at, cancellation);
        }
    }

    /// <summary>A copy for one server: it names that server's people alone, as readers and as those who answered.</summary>
    private static async Task StageForHostAsync(
        HouseDb db, string type, Post post, Guid hostId, IEnumerable<RemoteActor> readers, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var there = readers.ToList();
        var address = PostAddress.For(post, there, addresses.Followers(post.Author.Actor.Handle));
        var replies = type == "Create" ? null : await Replies.EmbeddedAsync(db, new Viewer.Host(hostId), hostId, post.Id, addresses, cancellation);
        Outbox.Enqueue(db, ActivityAbout(post, type, Guid.CreateVersion7(), address, replies, addresses, at), Readers.Inboxes(post, there));
    }

    private static Activity ActivityAbout(Post post, string type, Guid id, PostAddress address, JsonObject? replies, Addresses addresses, DateTimeOffset at)
    {
        var handle = post.Author.Actor.Handle;
        var note = NoteDocument.Of(post, handle, address, replies, addresses, MediaLinks.Placeholder);
        if (type == "Update")
        {
            note["updated"] = WireJson.Moment(at);
        }
        // A post has one Create, which the outbox names by the post's own id, also where each server has its own copy.
        var document = NoteDocument.Activity(type, type == "Create" ? post.Id : id, handle, note, address.To, at, addresses);
        return new Activity { Id = id, ActorId = post.Author.Actor.Id, Type = type, PostId = post.Id, Document = document.Serialize(), CreatedAt = at };
    }

    /// <summary>
    /// What was not sent yet is not sent any more; whoever may have a copy is told to delete it, followers of yesterday included; from whom it was withheld learns nothing of it.
    /// </summary>
    public static async Task StageDeleteAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var deliveries = await db.Deliveries.Where(delivery => delivery.Activity.PostId == post.Id && delivery.Activity.CommentId == null).ToListAsync(cancellation);
        db.Deliveries.RemoveRange(deliveries.Where(delivery => delivery.DeliveredAt is null && delivery.GivenUpAt is null));
        // Also where nothing seems to have arrived yet: it may be on its way at this moment. A Delete of what is not there does no harm.
        var owed = deliveries.Where(delivery => !delivery.WasNeverSent).Select(delivery => new Recipient(delivery.HostId, delivery.Inbox)).ToList();
        await ForgetActivities.WordsAsync(db, post.Id, commentId: null, cancellation);
        var handle = post.Author.Actor.Handle;
        var id = Guid.CreateVersion7();
        // Addressed to the followers collection, and only by name to nobody: a Delete says no more than the id.
        var document = NoteDocument.Activity("Delete", id, handle, NoteDocument.Tombstone(post, addresses), [addresses.Followers(handle)], at, addresses);
        var activity = new Activity { Id = id, ActorId = post.Author.Actor.Id, Type = "Delete", PostId = post.Id, Document = document.Serialize(), CreatedAt = at };
        Outbox.Enqueue(db, activity, owed);
    }
}
