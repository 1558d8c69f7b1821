using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// Writes down who is owed the news of a member's comment. Everybody gets it in their own inbox, and each server an activity of its own,
/// which names that server's people alone. The caller saves.
/// </summary>
public static class FederateComment
{
    public static async Task StageCreateAsync(HouseDb db, Comment comment, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        Stage(db, "Create", comment, await ReadersOfComment.FindAsync(db, comment, cancellation), addresses, at);

    /// <summary>An edit is for those who have the comment: who was let in later never saw the words that changed.</summary>
    public static async Task StageUpdateAsync(HouseDb db, Comment comment, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var reached = (await ReachedAsync(db, comment.Id, cancellation)).Select(recipient => recipient.Inbox).ToHashSet(StringComparer.Ordinal);
        var readers = await ReadersOfComment.FindAsync(db, comment, cancellation);
        await ForgetActivities.WordsAsync(db, comment.PostId, comment.Id, cancellation);
        Stage(db, "Update", comment, readers.Where(reader => reached.Contains(reader.Inbox)), addresses, at);
    }

    /// <summary>Whoever may have a copy is told to delete it, followers of yesterday included. Of a follower's comment nobody is told anything.</summary>
    public static async Task StageDeleteAsync(HouseDb db, Comment comment, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        if (comment.Member is not { Actor: var actor })
        {
            return;
        }
        var reached = await ReachedAsync(db, comment.Id, cancellation);
        db.Deliveries.RemoveRange(await DeliverActivities.Pending(db).Where(delivery => delivery.Activity.CommentId == comment.Id).ToListAsync(cancellation));
        await ForgetActivities.WordsAsync(db, comment.PostId, comment.Id, cancellation);
        var id = Guid.CreateVersion7();
        var about = addresses.Actor(comment.Post.Author.Actor.Handle);
        var document = NoteDocument.Activity("Delete", id, actor.Handle, CommentDocument.Tombstone(comment, addresses), [about], at, addresses);
        Outbox.Enqueue(db, ActivityAbout(comment, "Delete", id, document.Serialize(), at), reached);
    }

    private static void Stage(HouseDb db, string type, Comment comment, IEnumerable<RemoteActor> readers, Addresses addresses, DateTimeOffset at)
    {
        foreach (var host in readers.GroupBy(reader => reader.HostId))
        {
            var address = CommentAddress.For(comment, [.. host], addresses);
            var id = Guid.CreateVersion7();
            var note = CommentDocument.Of(comment, address, addresses);
            var document = NoteDocument.Activity(type, id, comment.Member!.Actor.Handle, note, address.To, at, addresses, address.Cc);
            Outbox.Enqueue(db, ActivityAbout(comment, type, id, document.Serialize(), at), host.Select(reader => new Recipient(host.Key, reader.Inbox)));
        }
    }

    private static Activity ActivityAbout(Comment comment, string type, Guid id, string document, DateTimeOffset at) => new()
    {
        Id = id,
        ActorId = comment.Member!.Actor.Id,
        Type = type,
        PostId = comment.PostId,
        CommentId = comment.Id,
        Document = document,
        CreatedAt = at,
    };

    /// <summary>Where the comment is, or may be on its way at this moment.</summary>
    private static async Task<List<Recipient>> ReachedAsync(HouseDb db, Guid commentId, CancellationToken cancellation) =>
        [.. (await db.Deliveries.Where(delivery => delivery.Activity.CommentId == commentId).ToListAsync(cancellation))
            .Where(delivery => !delivery.WasNeverSent).Select(delivery => new Recipient(delivery.HostId, delivery.Inbox)).Distinct()];
}
