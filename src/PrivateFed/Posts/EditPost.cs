using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>What an author wants a post to say from now on.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="LifeEvent">Kind, title and own date.</param>
/// <param name="Descriptions">By photo; photos that are not named keep theirs.</param>
public sealed record EditedPost(string Text, LifeEvent LifeEvent, IReadOnlyDictionary<Guid, string> Descriptions);

/// <summary>The author changes what a post says, or what is said of its photos. Who sees it stays as it was, and what it said is kept for the author.</summary>
public sealed class EditPost(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <param name="authorId">Who edits; only the author may.</param>
    /// <param name="postId">Which post.</param>
    /// <param name="wanted">The whole of it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Result<Guid>> EditAsync(Guid authorId, Guid postId, EditedPost wanted, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(authorId, postId, wanted, cancellation));

    private async Task<Result<Guid>> AttemptAsync(Guid authorId, Guid postId, EditedPost wanted, CancellationToken cancellation)
    {
        var post = await db.Posts.Include(post => post.Author.Actor).Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position))
            .Include(post => post.Versions).AsSplitQuery()
            .SingleOrDefaultAsync(post => post.Id == postId && post.AuthorId == authorId && post.DeletedAt == null, cancellation);
        if (post is null)
        {
            return new Refusal("That post is not there.");
        }
        var now = clock.GetUtcNow();
        var lifeEvent = wanted.LifeEvent.Tidy();
        if ((PostText.Check(wanted.Text, lifeEvent, post.Photos.Count, now) ?? PostText.CheckDescriptions(wanted.Descriptions.Values)) is { } wrong)
        {
            return wrong;
        }
        post.Rewrite(wanted.Text.Trim(), lifeEvent, wanted.Descriptions, now);
        await FederatePost.StageUpdateAsync(db, post, house.Addresses, now, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Deleted while it was being edited: no word comes back, and no Update follows the Delete.
            db.ChangeTracker.Clear();
            return new Refusal("That post is not there.");
        }
        signal.Set();
        return post.Id;
    }
}
