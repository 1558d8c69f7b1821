using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// Enqueues the deliveries for a member's comment. Every reader gets it in their own inbox, and every server gets an activity of its own
/// that names only that server's people. The caller saves.
/// </summary>
public static class FederateComment
{
    public static async Task StageCreateAsync(
        HouseDb db, Comment comment, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        Stage(db, "Create", comment, await ReadersOfComment.FindAsync(db, comment, cancellation), addresses, at);

    /// <summary>The edit goes only to readers who have the comment; later followers never saw the words that changed.</summary>
    public static async Task StageUpdateAsync(
        HouseDb db, Comment comment, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        var reached = (await ReachedAsync(db, comment.Id, cancellation)).Select(recipient => recipient.Inbox)
            .ToHashSet(StringComparer.Ordinal);
        var readers = await ReadersOfComment.FindAsync(db, comment, cancellation);
        await ForgetSentActivities.StageForgetWordsAsync(db, comment.PostId, comment.Id, cancellation);
        Stage(db, "Update", comment, readers.Where(reader => reached.Contains(reader.Inbox)), addresses, at);
    }

    /// <summary>
    /// Sends one server the comment again, with the current link to its photo. The Update carries a new date, without which Mastodon keeps
    /// the old link.
    /// </summary>
    public static async Task StageRenewedLinkAsync(
        HouseDb db, Comment comment, Guid hostId, Addresses addresses, DateTimeOffset at, CancellationToken cancellation) =>
        Stage(db, "Update", comment, (await ReadersOfComment.FindAsync(db, comment, cancellation)).Where(reader => reader.HostId == hostId),
            addresses, at);

    /// <summary>The Delete goes to everyone who may have a copy, including former followers. No effect on a follower's comment.</summary>
    public static async Task StageDeleteAsync(
        HouseDb db, Comment comment, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        if (comment.Member is not { Actor: var actor })
        {
            return;
        }
        var reached = await ReachedAsync(db, comment.Id, cancellation);
        db.Deliveries.RemoveRange(await DeliverActivities.Pending(db).Where(delivery => delivery.Activity.CommentId == comment.Id)
            .ToListAsync(cancellation));
        await ForgetSentActivities.StageForgetWordsAsync(db, comment.PostId, comment.Id, cancellation);
        var id = Guid.CreateVersion7();
        var postAuthor = addresses.Actor(comment.Post.Author.Actor.Handle);
        var document = NoteDocument.Activity(
            "Delete", id, actor.Handle, CommentDocument.Tombstone(comment, addresses), [postAuthor], at, addresses);
        Outbox.Stage(db, ActivityAbout(comment, "Delete", id, document.Serialize(), at), reached);
    }

    private static void Stage(HouseDb db, string type, Comment comment, IEnumerable<RemoteActor> readers, Addresses addresses,
        DateTimeOffset at)
    {
        foreach (var host in readers.GroupBy(reader => reader.HostId))
        {
            var address = CommentAddress.For(comment, [.. host], addresses);
            var id = Guid.CreateVersion7();
            var note = CommentDocument.Of(comment, address, addresses, MediaLinks.Placeholder);
            if (type == "Update")
            {
                note["updated"] = WireJson.FormatTime(at);
            }
            var document = NoteDocument.Activity(type, id, comment.Member!.Actor.Handle, note, address.To, at, addresses, address.Cc);
            Outbox.Stage(db, ActivityAbout(comment, type, id, document.Serialize(), at),
                host.Select(reader => new Recipient(host.Key, reader.Inbox)));
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

    /// <summary>Recipients that have the comment or may be receiving it right now.</summary>
    private static async Task<List<Recipient>> ReachedAsync(HouseDb db, Guid commentId, CancellationToken cancellation) =>
        [.. (await db.Deliveries.Where(delivery => delivery.Activity.CommentId == commentId).ToListAsync(cancellation))
            .Where(delivery => !delivery.WasNeverSent).Select(delivery => new Recipient(delivery.HostId, delivery.Inbox)).Distinct()];
}
