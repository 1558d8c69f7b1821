using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>The author, or the owner, deletes a post: its words, photos and comments are erased here, and every server that has a copy is told.</summary>
public sealed class DeletePost(HouseDb db, WriteDown writeDown, TheHouse house, PhotoFiles files, TimeProvider clock, Wake wake)
{
    public async Task<Result<Guid>> ByAsync(Guid memberId, Role role, Guid postId, CancellationToken cancellation)
    {
        var post = await db.Posts.IgnoreQueryFilters().Include(post => post.Author.Actor).Include(post => post.Circles).Include(post => post.Photos).Include(post => post.Reactions).Include(post => post.Versions)
            .Include(post => post.Comments).ThenInclude(comment => comment.Member!.Actor).AsSplitQuery()
            .SingleOrDefaultAsync(post => post.Id == postId && post.DeletedAt == null && (post.AuthorId == memberId || role == Role.Owner), cancellation);
        if (post is null)
        {
            return new Refusal("That post is not there.");
        }
        if (post.AuthorId != memberId)
        {
            writeDown.That(DeedKind.PostDeleted, post.Author);
        }
        var photos = post.Photos.ToList();
        db.RemoveRange(photos);
        db.RemoveRange(post.Reactions);
        db.RemoveRange(post.Versions);
        post.Delete(clock.GetUtcNow());
        await TellOfPost.DeletedAsync(db, post, house.Addresses, post.DeletedAt!.Value, cancellation);
        foreach (var comment in post.Comments.Where(comment => comment.DeletedAt is null))
        {
            comment.Delete(post.DeletedAt.Value);
            await TellOfComment.DeletedAsync(db, comment, house.Addresses, post.DeletedAt.Value, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        photos.ForEach(photo => files.Delete(photo.Id));
        return post.Id;
    }
}
