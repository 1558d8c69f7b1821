using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.JsonLd.Entities;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>Handles an Undo of a reaction. Only the sender's own reactions are searched, so that nobody can undo another's.</summary>
public sealed class ReceiveUndoReaction(HouseDb db, CurrentHouse house)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Undo undo, CancellationToken cancellation)
    {
        if (undo.Object is not [var undone, ..] || (undone.Embedded is { Types.Count: > 0 } and not (Wire.Like or Wire.EmojiReact))
            || ((undone.Embedded as Wire.Activity)?.ActorId() is { } actor && actor != received.RemoteActor.Uri))
        {
            return;
        }
        var own = db.Reactions.IgnoreQueryFilters().Where(reaction => reaction.RemoteActorId == received.RemoteActorId);
        var id = undone.Id;
        var named = id is null ? [] : await own.Where(reaction => reaction.Uri == id).ToListAsync(cancellation);
        db.Reactions.RemoveRange(named.Count > 0 ? named : await AboutAsync(own, undone, cancellation));
    }

    /// <summary>
    /// For an unknown id (some servers make a new one, or name the post): the sender's reactions to the post or comment, limited to the
    /// kind if one is given.
    /// </summary>
    private async Task<List<Reaction>> AboutAsync(IQueryable<Reaction> own, Reference<Wire.Thing> undone, CancellationToken cancellation)
    {
        var activity = undone.Embedded as Wire.Activity;
        if (await ReplyTarget.FindAsync(db, house.Addresses, activity?.ObjectId()
            ?? undone.Id, cancellation) is not { PostId: var postId, CommentId: var commentId })
        {
            return [];
        }
        var kind = activity is null ? null : ReceiveReaction.KindIn(activity) ?? (activity is Wire.Like ? Reaction.Heart : null);
        return await own.Where(reaction => reaction.PostId == postId && reaction.CommentId == commentId
            && (kind == null || reaction.Kind == kind)).ToListAsync(cancellation);
    }
}
