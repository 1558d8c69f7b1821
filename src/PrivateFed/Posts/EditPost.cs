using Microsoft.EntityFrameworkCore;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>The author changes the words of a post, or of its photos' descriptions. Who sees it stays as it was.</summary>
public sealed class EditPost(HouseDb db, TheHouse house, TimeProvider clock, Wake wake)
{
    /// <param name="authorId">Who edits; only the author may.</param>
    /// <param name="postId">Which post.</param>
    /// <param name="text">Markdown.</param>
    /// <param name="descriptions">By photo; photos that are not named keep theirs.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Result<Guid>> ByAsync(
        Guid authorId, Guid postId, string text, IReadOnlyDictionary<Guid, string> descriptions, CancellationToken cancellation)
    {
        var post = await db.Posts.Include(post => post.Author.Actor).Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position))
            .SingleOrDefaultAsync(post => post.Id == postId && post.AuthorId == authorId && post.DeletedAt == null, cancellation);
        if (post is null)
        {
            return new Refusal("That post is not there.");
        }
        if ((PostText.Check(text, post.Photos.Count) ?? PostText.CheckDescriptions(descriptions.Values)) is { } wrong)
        {
            return wrong;
        }
        post.Text = text.Trim();
        post.Html = MarkdownText.ToHtml(text);
        post.EditedAt = clock.GetUtcNow();
        foreach (var photo in post.Photos)
        {
            photo.Description = descriptions.TryGetValue(photo.Id, out var description) ? description.Trim() : photo.Description;
        }
        await TellOfPost.UpdatedAsync(db, post, house.Addresses, post.EditedAt.Value, cancellation);
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return post.Id;
    }
}
