using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;

namespace PrivateFed.Federation.Collections;

/// <summary>The comments on a post, oldest first, by their ids; each is read at its own server, if that shows it.</summary>
public static class Replies
{
    public static async Task<JsonObject> CollectionAsync(Asked asked, Guid postId, CancellationToken cancellation) =>
        CollectionDocument.Paged(asked.Addresses.Replies(postId), await On(asked, postId).CountAsync(cancellation));

    public static async Task<JsonObject> PageAsync(Asked asked, Guid postId, CancellationToken cancellation)
    {
        var comments = On(asked, postId);
        if (asked.From is { At: var at, Id: var id })
        {
            comments = comments.Where(comment => comment.PublishedAt > at || (comment.PublishedAt == at && comment.Id > id));
        }
        var page = await comments.OrderBy(comment => comment.PublishedAt).ThenBy(comment => comment.Id)
            .Take(CollectionDocument.PageSize + 1).Select(comment => new { comment.Uri, comment.PublishedAt, comment.Id }).ToListAsync(cancellation);
        return CollectionDocument.Page(
            asked.Addresses.Replies(postId), asked.From, page, comment => JsonValue.Create(comment.Uri ?? asked.Addresses.Comment(comment.Id)), comment => new PostPlace(comment.PublishedAt, comment.Id));
    }

    private static IQueryable<Comment> On(Asked asked, Guid postId) => asked.Db.VisibleComments(asked.Viewer).Where(comment => comment.PostId == postId);
}
