using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Audiences;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>Writes down which servers are owed the news of a post: that it was written, changed or deleted. The caller saves.</summary>
public static class TellOfPost
{
    public static Task CreatedAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        TellAsync(db, "Create", post, addresses, at, cancellation);

    public static Task UpdatedAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        TellAsync(db, "Update", post, addresses, at, cancellation);

    private static async Task TellAsync(HouseDb db, string type, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var handle = post.Author.Actor.Handle;
        var readers = await Readers.OfAsync(db, post, cancellation);
        var to = Readers.Named(post, readers, addresses.Followers(handle));
        var note = NoteDocument.Of(post, handle, to, addresses, MediaLinks.Placeholder);
        // A post has one Create, which the outbox names by the post's own id.
        var id = type == "Create" ? post.Id : Guid.CreateVersion7();
        var document = NoteDocument.Activity(type, id, handle, note, to, at, addresses);
        var activity = new Activity { Id = id, ActorId = post.Author.Actor.Id, Type = type, PostId = post.Id, Document = document.Text(), CreatedAt = at };
        Owe.Activity(db, activity, Readers.Inboxes(post, readers));
    }

    /// <summary>
    /// What was not sent yet is not sent any more; whoever may have a copy is told to delete it, followers of yesterday included; from whom it was withheld learns nothing of it.
    /// </summary>
    public static async Task DeletedAsync(HouseDb db, Post post, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var deliveries = await db.Deliveries.Where(delivery => delivery.Activity.PostId == post.Id && delivery.Activity.CommentId == null).ToListAsync(cancellation);
        db.Deliveries.RemoveRange(deliveries.Where(delivery => delivery.DeliveredAt is null && delivery.GivenUpAt is null));
        // Also where nothing seems to have arrived yet: it may be on its way at this moment. A Delete of what is not there does no harm.
        var owed = deliveries.Where(delivery => !delivery.WasNeverSent).Select(delivery => new Recipient(delivery.HostId, delivery.Inbox)).ToList();
        var handle = post.Author.Actor.Handle;
        var id = Guid.CreateVersion7();
        // Addressed to the followers collection, and only by name to nobody: a Delete says no more than the id.
        var document = NoteDocument.Activity("Delete", id, handle, NoteDocument.Tombstone(post, addresses), [addresses.Followers(handle)], at, addresses);
        var activity = new Activity { Id = id, ActorId = post.Author.Actor.Id, Type = "Delete", PostId = post.Id, Document = document.Text(), CreatedAt = at };
        Owe.Activity(db, activity, owed);
    }
}
