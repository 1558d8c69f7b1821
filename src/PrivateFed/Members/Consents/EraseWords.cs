using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Members.Consents;

/// <summary>Erases everything that one member wrote and uploaded here, and asks the servers that have copies to do the same.</summary>
public sealed class EraseWords(HouseDb db, DeletePost deletePost, DeleteComment deleteComment, DeletePhoto deletePhoto)
{
    public async Task EraseAsync(Member member, string anonymousName, CancellationToken cancellation)
    {
        var posts = await db.VisiblePosts(new Viewer.Local(member.Id, member.Role)).Where(post => post.AuthorId == member.Id)
            .Select(post => post.Id).ToListAsync(cancellation);
        foreach (var postId in posts)
        {
            await deletePost.DeleteAsync(member.Id, member.Role, postId, cancellation);
        }
        await deleteComment.DeleteAllAsync(member.Id, cancellation);
        await db.Reactions.Where(reaction => reaction.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await db.Albums.Where(album => album.CreatedById == member.Id).ExecuteDeleteAsync(cancellation);
        await db.Drafts.Where(draft => draft.AuthorId == member.Id).ExecuteDeleteAsync(cancellation);
        await db.Visits.Where(visit => visit.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await ReadAuditLog.AnonymizeAsync(db, member.Id, anonymousName, cancellation);
        foreach (var photo in await UnpublishedPhotos.ListAsync(db, member.Id, cancellation))
        {
            await deletePhoto.DeleteAsync(member.Id, photo.Id, cancellation);
        }
    }
}
