using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// The collection that servers show as pinned on an author's profile: the newest posts that the requester may see. A newly accepted
/// follower finds older posts there without their appearing at the top of anyone's feed. The collection holds ids only; each post is
/// fetched through the gate.
/// </summary>
public static class Featured
{
    public static async Task<JsonObject> CollectionAsync(CollectionRequest asked, Actor author, CancellationToken cancellation)
    {
        var ids = await asked.PostsOf(author).NewestFirst(before: null).Take(CollectionDocument.PageSize).Select(post => post.Id)
            .ToListAsync(cancellation);
        return CollectionDocument.Whole(asked.Addresses.Featured(author.Handle), [.. ids.Select(asked.Addresses.Post)]);
    }
}
