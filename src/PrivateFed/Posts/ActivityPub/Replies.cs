using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// The comments on a post as a collection of ids, oldest first; each is read at its own server, if that server shows it. A server sees the
/// comments of members and of its own people only: it must not learn who comments from elsewhere.
/// </summary>
public static class Replies
{
    public static async Task<JsonObject> CollectionAsync(CollectionRequest asked, Guid postId, CancellationToken cancellation) =>
        CollectionDocument.PagedUnordered(
            asked.Addresses.Replies(postId), await VisibleReplies(asked.Db, asked.Viewer, asked.HostId, postId).CountAsync(cancellation));

    public static async Task<JsonObject> PageAsync(CollectionRequest asked, Guid postId, CancellationToken cancellation)
    {
        var comments = VisibleReplies(asked.Db, asked.Viewer, asked.HostId, postId);
        if (asked.From is { At: var at, Id: var id })
        {
            comments = comments.Where(comment => comment.PublishedAt > at || (comment.PublishedAt == at && comment.Id > id));
        }
        return Page(postId, asked.From, await FirstOfAsync(comments, asked.Addresses, cancellation), asked.Addresses).WithContext();
    }

    /// <summary>The collection with its first page embedded, as a Note carries it: GoToSocial and Mastodon read it there.</summary>
    /// <param name="hostId">The server whose people's comments are included besides those of members.</param>
    /// <param name="postId">A post that the viewer may see.</param>
    public static async Task<JsonObject> EmbeddedAsync(
        HouseDb db, Viewer viewer, Guid hostId, Guid postId, Addresses addresses, CancellationToken cancellation)
    {
        var comments = VisibleReplies(db, viewer, hostId, postId);
        var first = await FirstOfAsync(comments, addresses, cancellation);
        return Embedded(postId, first, first.Count > CollectionDocument.PageSize ? await comments.CountAsync(cancellation)
            : first.Count, addresses);
    }

    /// <param name="first">The first page, plus one more item when there is another page.</param>
    /// <param name="total">Number of all replies.</param>
    public static JsonObject Embedded(Guid postId, IReadOnlyList<ToldReply> first, int total, Addresses addresses) => new()
    {
        ["id"] = addresses.Replies(postId),
        ["type"] = "Collection",
        ["totalItems"] = total,
        ["first"] = Page(postId, null, first, addresses),
    };

    private static JsonObject Page(Guid postId, PostPlace? from, IReadOnlyList<ToldReply> replies, Addresses addresses) =>
        CollectionDocument.UnorderedPage(addresses.Replies(postId), from, replies, reply => JsonValue.Create(reply.Uri),
            reply => reply.Place);

    private static async Task<List<ToldReply>> FirstOfAsync(
        IQueryable<Comment> comments, Addresses addresses, CancellationToken cancellation) =>
        [.. (await comments.OrderBy(comment => comment.PublishedAt).ThenBy(comment => comment.Id).Take(CollectionDocument.PageSize + 1)
            .Select(comment => new { comment.Uri, comment.PublishedAt, comment.Id }).ToListAsync(cancellation))
            .Select(comment => new ToldReply(comment.Uri
                ?? addresses.Comment(comment.Id), new PostPlace(comment.PublishedAt, comment.Id)))];

    private static IQueryable<Comment> VisibleReplies(HouseDb db, Viewer viewer, Guid hostId, Guid postId) => db.VisibleComments(viewer)
        .Where(comment => comment.PostId == postId && (comment.MemberId != null || comment.RemoteActor!.HostId == hostId));

    /// <summary>A reply as listed in the collection.</summary>
    /// <param name="Place">Position in the collection's order.</param>
    public sealed record ToldReply(string Uri, PostPlace Place);
}
