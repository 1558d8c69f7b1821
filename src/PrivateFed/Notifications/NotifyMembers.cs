using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Adds news of a post or comment for members. The caller saves it together with the post or comment.</summary>
public static class NotifyMembers
{
    public static async Task StagePostAsync(HouseDb db, Post post, DateTimeOffset at, CancellationToken cancellation)
    {
        var readers = await db.MembersWhoMaySee(post).Where(member => member.Id != post.AuthorId).Select(member => member.Id)
            .ToListAsync(cancellation);
        db.News.AddRange(readers.Select(reader => new News { MemberId = reader, Kind = NewsKind.Post, PostId = post.Id, At = at }));
    }

    /// <summary>Notifies the post's author, members who have commented on it, and the owners.</summary>
    /// <param name="post">With its circles.</param>
    public static async Task StageCommentAsync(HouseDb db, Post post, Comment comment, DateTimeOffset at, CancellationToken cancellation)
    {
        var readers = await db.MembersWhoMaySee(post)
            .Where(member => member.Id != comment.MemberId)
            .Where(member => member.Id == post.AuthorId || member.Role == Role.Owner
                || db.Comments.Any(other => other.PostId == post.Id && other.MemberId == member.Id && other.DeletedAt == null))
            .Select(member => member.Id).ToListAsync(cancellation);
        db.News.AddRange(readers.Select(reader => new News
        {
            MemberId = reader,
            Kind = NewsKind.Comment,
            PostId = post.Id,
            CommentId = comment.Id,
            At = at
        }));
    }
}
