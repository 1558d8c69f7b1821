using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// What servers show as pinned on an author's profile: the newest posts that the asker may see. So somebody who was just let in finds older
/// posts without their being put on top of anybody's feed. Only ids: each post is fetched through its own gate.
/// </summary>
public static class Featured
{
    public static async Task<JsonObject> CollectionAsync(Asked asked, Actor author, CancellationToken cancellation)
    {
        var ids = await asked.PostsOf(author).NewestFirst(before: null).Take(CollectionDocument.PageSize).Select(post => post.Id).ToListAsync(cancellation);
        return CollectionDocument.Whole(asked.Addresses.Featured(author.Handle), [.. ids.Select(asked.Addresses.Post)]);
    }
}
