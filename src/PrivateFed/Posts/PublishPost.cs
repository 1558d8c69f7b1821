using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Languages;
using PrivateFed.Notifications;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Posts.Drafts;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>A post to be published.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Photos">Already uploaded by the same author, in order, each with its description.</param>
/// <param name="CircleIds">The audience; empty for everyone.</param>
public sealed record NewPost(string Text, IReadOnlyList<DescribedPhoto> Photos, IReadOnlyCollection<Guid> CircleIds)
{
    public const string Everyone = "everyone";

    /// <summary>The draft's id, if there is one: sharing the same draft twice yields the same post.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public LifeEvent LifeEvent { get; init; } = LifeEvent.None;

    /// <summary>As <see cref="Post.AllowsSaving"/>; null for what the house does.</summary>
    public bool? AllowsSaving { get; init; }

    /// <summary>For automatic publishing: the only version of the draft that may be published.</summary>
    public int? RequiredVersion { get; init; }

    /// <summary>
    /// Converts the composer's contents, provided that an audience was chosen. A post never goes to more people than were chosen.
    /// </summary>
    public static Result<NewPost> FromDraft(DraftContents words)
    {
        var circleId = Guid.Empty;
        if (words.Audience != Everyone && !Guid.TryParse(words.Audience, out circleId))
        {
            return new Refusal("Please choose who sees the post.");
        }
        return new NewPost(words.Text, words.Photos, words.Audience == Everyone ? [] : [circleId])
        {
            Id = words.Id,
            LifeEvent = words.LifeEvent,
            AllowsSaving = words.AllowsSaving,
        };
    }
}

public sealed record DescribedPhoto(Guid Id, string Description);

/// <summary>
/// Publishes a post. In one transaction the post is added, its draft deleted and its deliveries enqueued, so that a published post is never
/// lost, and a post submitted twice is published once.
/// </summary>
public sealed class PublishPost(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    public static readonly Refusal CircleIsGone = new("One of the circles no longer exists. Please choose again who sees the post.");

    /// <summary>Returned only when <see cref="NewPost.RequiredVersion"/> is set.</summary>
    public static readonly Refusal ChangedMeanwhile = new("The draft was changed in the meantime.");

    private static readonly Refusal PhotoIsGone =
        new("One of the photos is no longer here. Please add it again; everything else is saved.");

    public async Task<Result<Guid>> PublishAsync(Guid authorId, NewPost wanted, CancellationToken cancellation)
    {
        wanted = wanted with
        {
            Text = wanted.Text.Trim(),
            LifeEvent = wanted.LifeEvent.Tidy(),
            Id = await ReadDrafts.OwnIdAsync(db, authorId, wanted.Id, cancellation) ?? wanted.Id
        };
        if (await SharedBeforeAsync(authorId, wanted, cancellation) is { } before)
        {
            return before;
        }
        var post = await MakeAsync(authorId, wanted, cancellation);
        if (!post.Succeeded)
        {
            // On a second tap, the post of the first tap already has the photos.
            db.ChangeTracker.Clear();
            return await SharedBeforeAsync(authorId, wanted, cancellation) ?? post.Refusal;
        }
        try
        {
            if (!await SaveAsync(post.Value, wanted.RequiredVersion, cancellation))
            {
                return ChangedMeanwhile;
            }
        }
        catch (DbUpdateException problem) when (problem.IsConflict())
        {
            // A second tap or another process at the same moment, or another post that took one of the photos first.
            db.ChangeTracker.Clear();
            if (await SharedBeforeAsync(authorId, wanted, cancellation) is { } first)
            {
                return first;
            }
            return PhotoIsGone;
        }
        signal.Set();
        return post.Value.Id;
    }

    /// <summary>
    /// Publishing the same contents again returns the same post. Different contents under its id were written after it was shared: the
    /// author is asked what to do.
    /// </summary>
    private async Task<Result<Guid>?> SharedBeforeAsync(Guid authorId, NewPost wanted, CancellationToken cancellation)
    {
        var post = await db.Posts.Include(post => post.Photos).AsNoTracking()
            .SingleOrDefaultAsync(post => post.Id == wanted.Id && post.AuthorId == authorId, cancellation);
        if (post is null)
        {
            return null;
        }
        var isSame = post.Text == wanted.Text && post.LifeEvent == wanted.LifeEvent
            && post.Photos.Select(photo => photo.Id).ToHashSet().SetEquals(wanted.Photos.Select(photo => photo.Id));
        return isSame ? post.Id : SaveDraft.SharedAlready;
    }

    private async Task<Result<Post>> MakeAsync(Guid authorId, NewPost wanted, CancellationToken cancellation)
    {
        var author = await db.Members.Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Id == authorId && member.RemovedAt == null, cancellation);
        if (author is not { MayPost: true })
        {
            return new Refusal("Only authors can post.");
        }
        var now = clock.GetUtcNow();
        if ((PostText.Check(wanted.Text, wanted.LifeEvent, wanted.Photos.Count, now)
            ?? PostText.CheckDescriptions(wanted.Photos.Select(photo => photo.Description))) is { } wrong)
        {
            return wrong;
        }
        var circles = await db.Circles.Where(circle => wanted.CircleIds.Contains(circle.Id)).ToListAsync(cancellation);
        if (circles.Count != wanted.CircleIds.Distinct().Count())
        {
            return CircleIsGone;
        }
        var post = new Post
        {
            Id = wanted.Id,
            AuthorId = author.Id,
            Author = author,
            Text = wanted.Text,
            Html = MarkdownText.ToHtml(wanted.Text),
            LifeEvent = wanted.LifeEvent,
            Audience = circles.Count == 0 ? Audience.Everyone : Audience.Circles,
            Circles = circles,
            AllowsSaving = wanted.AllowsSaving ?? await house.AllowsSavingAsync(cancellation),
            PublishedAt = now,
        };
        return await TakePhotosAsync(post, wanted.Photos, cancellation) is { } missing ? missing : post;
    }

    private async Task<Refusal?> TakePhotosAsync(Post post, IReadOnlyList<DescribedPhoto> wanted, CancellationToken cancellation)
    {
        var ids = wanted.Select(photo => photo.Id).ToList();
        var uploaded = await db.Photos.Unpublished().Where(photo => photo.UploadedById == post.AuthorId && ids.Contains(photo.Id))
            .ToDictionaryAsync(photo => photo.Id, cancellation);
        if (uploaded.Count != ids.Count)
        {
            return PhotoIsGone;
        }
        foreach (var (position, (id, description)) in wanted.Index())
        {
            var photo = uploaded[id];
            photo.Position = position;
            photo.Description = description.Trim();
            post.Photos.Add(photo);
        }
        return null;
    }

    /// <returns>False, with nothing written, when the draft no longer has the expected version.</returns>
    private async Task<bool> SaveAsync(Post post, int? onlyVersion, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var deletedDrafts = await db.Drafts
            .Where(draft => draft.Id == post.Id && draft.AuthorId == post.AuthorId && (onlyVersion == null || draft.Version == onlyVersion))
            .ExecuteDeleteAsync(cancellation);
        if (onlyVersion is not null && deletedDrafts == 0)
        {
            return false;
        }
        var photos = post.Photos.Select(photo => photo.Id).ToList();
        await db.DraftPhotos.Where(photo => photos.Contains(photo.PhotoId)).ExecuteDeleteAsync(cancellation);
        db.Posts.Add(post);
        await NotifyMembers.StagePostAsync(db, post, post.PublishedAt, cancellation);
        if (post.IsWaitingForFilms)
        {
            post.Announcement = Announcement.WaitsForFilms;
        }
        else
        {
            await FederatePost.StageCreateAsync(db, post, house.Addresses, post.PublishedAt, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
