using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Writes down for the people of the house that somebody has told something. The caller saves it together with what was told.</summary>
public static class NotifyMembers
{
    public static async Task StagePostAsync(HouseDb db, Post post, DateTimeOffset at, CancellationToken cancellation)
    {
        var readers = await db.MembersWhoMaySee(post).Where(member => member.Id != post.AuthorId).Select(member => member.Id).ToListAsync(cancellation);
        db.News.AddRange(readers.Select(reader => new News { MemberId = reader, Kind = NewsKind.Post, PostId = post.Id, At = at }));
    }

    /// <summary>For whoever wrote the post, whoever speaks under it, and the owners.</summary>
    /// <param name="db">The house.</param>
    /// <param name="post">With its circles.</param>
    /// <param name="comment">New under it.</param>
    /// <param name="at">When it came.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task StageCommentAsync(HouseDb db, Post post, Comment comment, DateTimeOffset at, CancellationToken cancellation)
    {
        var readers = await db.MembersWhoMaySee(post)
            .Where(member => member.Id != comment.MemberId)
            .Where(member => member.Id == post.AuthorId || member.Role == Role.Owner
                || db.Comments.Any(other => other.PostId == post.Id && other.MemberId == member.Id && other.DeletedAt == null))
            .Select(member => member.Id).ToListAsync(cancellation);
        db.News.AddRange(readers.Select(reader => new News { MemberId = reader, Kind = NewsKind.Comment, PostId = post.Id, CommentId = comment.Id, At = at }));
    }
}
