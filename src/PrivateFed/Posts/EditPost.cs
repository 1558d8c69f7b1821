using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>The new contents of a post.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Descriptions">By photo id; photos that are not listed keep theirs.</param>
public sealed record EditedPost(string Text, LifeEvent LifeEvent, IReadOnlyDictionary<Guid, string> Descriptions)
{
    /// <summary>As <see cref="Post.AllowsSaving"/>; null leaves it as it is.</summary>
    public bool? AllowsSaving { get; init; }
}

/// <summary>
/// The author edits a post's text, the descriptions of its photos or who may save them. The audience stays as it was, and the previous
/// version is kept for the author.
/// </summary>
public sealed class EditPost(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <param name="authorId">The editor; only the author may edit.</param>
    public Task<Result<Guid>> EditAsync(Guid authorId, Guid postId, EditedPost wanted, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(authorId, postId, wanted, cancellation));

    private async Task<Result<Guid>> AttemptAsync(Guid authorId, Guid postId, EditedPost wanted, CancellationToken cancellation)
    {
        var post = await db.Posts.Include(post => post.Author.Actor).Include(post => post.Circles)
            .Include(post => post.Photos.OrderBy(photo => photo.Position))
            .Include(post => post.Versions).AsSplitQuery()
            .SingleOrDefaultAsync(post => post.Id == postId && post.AuthorId == authorId && post.DeletedAt == null, cancellation);
        if (post is null)
        {
            return new Refusal("That post isn't there.");
        }
        var now = clock.GetUtcNow();
        var lifeEvent = wanted.LifeEvent.Tidy();
        if ((PostText.Check(wanted.Text, lifeEvent, post.Photos.Count, now)
            ?? PostText.CheckDescriptions(wanted.Descriptions.Values)) is { } wrong)
        {
            return wrong;
        }
        var choosesSaving = wanted.AllowsSaving is { } allows && allows != post.AllowsSaving;
        post.AllowsSaving = wanted.AllowsSaving ?? post.AllowsSaving;
        // Who may save is a matter of this house: nobody else is told, and the post does not count as edited.
        if (!choosesSaving || post.IsChangedBy(wanted.Text.Trim(), lifeEvent, wanted.Descriptions))
        {
            post.Rewrite(wanted.Text.Trim(), lifeEvent, wanted.Descriptions, now);
            // What other servers have not been told of yet, they will be told of as it is then.
            if (post.Announcement != Announcement.WaitsForFilms)
            {
                await FederatePost.StageUpdateAsync(db, post, house.Addresses, now, cancellation);
            }
        }
        // Deleted during the edit, it is not found in the next attempt: its text must not come back, and no Update may follow the Delete.
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return post.Id;
    }
}
