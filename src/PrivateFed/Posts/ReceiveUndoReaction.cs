using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>An Undo of a reaction arrives. Only the sender's own are looked through, so that nobody takes back another's.</summary>
public sealed class ReceiveUndoReaction(HouseDb db, TheHouse house)
{
    public async Task HandleAsync(ReceivedActivity received, CancellationToken cancellation)
    {
        if (ActivityJson.Parse(received.Document).First("object") is not { } undone
            || undone.Text("type") is not (null or "Like" or "EmojiReact")
            || (undone.Id("actor") is { } actor && actor != received.RemoteActor.Uri))
        {
            return;
        }
        var own = db.Reactions.Where(reaction => reaction.RemoteActorId == received.RemoteActorId);
        var id = undone.AsId();
        var named = id is null ? [] : await own.Where(reaction => reaction.Uri == id).ToListAsync(cancellation);
        db.Reactions.RemoveRange(named.Count > 0 ? named : await AboutAsync(own, undone, cancellation));
    }

    /// <summary>Where the id says nothing (some servers make a new one, or name the post): those on the post, of the kind if one is said.</summary>
    private async Task<List<Reaction>> AboutAsync(IQueryable<Reaction> own, JsonElement undone, CancellationToken cancellation)
    {
        if (house.Addresses.PostId(undone.Id("object") ?? undone.AsId() ?? "") is not { } postId)
        {
            return [];
        }
        var kind = ReceiveReaction.KindIn(undone) ?? (undone.Text("type") == "Like" ? Reaction.Heart : null);
        return await own.Where(reaction => reaction.PostId == postId && (kind == null || reaction.Kind == kind)).ToListAsync(cancellation);
    }
}
