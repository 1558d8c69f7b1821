using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>What an author wants to tell.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Photos">Uploaded before by the same author, in order, each with its description.</param>
/// <param name="CircleIds">Who sees it; empty for everyone.</param>
public sealed record NewPost(string Text, IReadOnlyList<DescribedPhoto> Photos, IReadOnlyCollection<Guid> CircleIds);

public sealed record DescribedPhoto(Guid Id, string Description);

/// <summary>
/// Publishes a post: it stands in the timeline, and the deliveries that announce it are owed, in one transaction. What is published is
/// never lost.
/// </summary>
public sealed class PublishPost(HouseDb db, TheHouse house, TimeProvider clock, Wake wake)
{
    public async Task<Result<Guid>> ByAsync(Guid authorId, NewPost wanted, CancellationToken cancellation)
    {
        var author = await db.Members.Include(member => member.Actor).SingleOrDefaultAsync(member => member.Id == authorId && member.RemovedAt == null, cancellation);
        if (author is not { MayPost: true })
        {
            return new Refusal("Only authors may post.");
        }
        if (PostText.Check(wanted.Text, wanted.Photos.Count) is { } wrong)
        {
            return wrong;
        }
        var circles = await db.Circles.Where(circle => wanted.CircleIds.Contains(circle.Id)).ToListAsync(cancellation);
        if (circles.Count != wanted.CircleIds.Distinct().Count())
        {
            return new Refusal("One of the circles does not exist any more. Please choose again who sees the post.");
        }
        var now = clock.GetUtcNow();
        var post = new Post
        {
            AuthorId = author.Id,
            Author = author,
            Text = wanted.Text.Trim(),
            Html = MarkdownText.ToHtml(wanted.Text),
            Audience = circles.Count == 0 ? Audience.Everyone : Audience.Circles,
            Circles = circles,
            PublishedAt = now,
        };
        if (await TakePhotosAsync(post, wanted.Photos, cancellation) is { } missing)
        {
            return missing;
        }
        db.Posts.Add(post);
        await TellMembers.OfPostAsync(db, post, now, cancellation);
        await TellOfPost.CreatedAsync(db, post, house.Addresses, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return post.Id;
    }

    private async Task<Refusal?> TakePhotosAsync(Post post, IReadOnlyList<DescribedPhoto> wanted, CancellationToken cancellation)
    {
        var ids = wanted.Select(photo => photo.Id).ToList();
        var uploaded = await db.Photos.Where(photo => photo.PostId == null && photo.UploadedById == post.AuthorId && ids.Contains(photo.Id))
            .ToDictionaryAsync(photo => photo.Id, cancellation);
        if (uploaded.Count != ids.Count)
        {
            return new Refusal("One of the photos is not here any more. Please add it again; everything else is kept.");
        }
        foreach (var (position, (id, description)) in wanted.Index())
        {
            var photo = uploaded[id];
            photo.Position = position;
            photo.Description = PostText.Description(description);
            post.Photos.Add(photo);
        }
        return null;
    }
}
