using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>The contents of the composer.</summary>
/// <param name="Id">Of the draft; chosen by the page when it was opened.</param>
/// <param name="Version">The draft's version as last received by the page; 0 when the draft has not been saved yet.</param>
/// <param name="Page">Identifies one open page.</param>
/// <param name="Turn">Sequence number of the request within the page: when requests arrive out of order, stale ones are ignored.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Audience">"everyone", a circle's id, or null.</param>
/// <param name="Photos">In order.</param>
public sealed record DraftContents(
    Guid Id, int Version, Guid Page, int Turn, string Text, LifeEvent LifeEvent, string? Audience, IReadOnlyList<DescribedPhoto> Photos)
{
    /// <summary>As <see cref="Post.AllowsSaving"/>; null for what the house does.</summary>
    public bool? AllowsSaving { get; init; }

    public static DraftContents Of(Draft draft) => new(
        draft.Id, draft.Version, draft.WrittenOn, draft.Turn, draft.Text, draft.LifeEvent, draft.Audience,
        [.. draft.Photos.Select(photo => new DescribedPhoto(photo.PhotoId, photo.Description))])
    {
        AllowsSaving = draft.AllowsSaving,
    };
}

/// <summary>Where a draft was saved.</summary>
/// <param name="Id">The draft's id; differs from the requested one when the text was saved as a second draft.</param>
/// <param name="Version">To be sent with the next change.</param>
/// <param name="IsForked">Whether another page had changed the draft meanwhile, so that this text became a draft of its own.</param>
/// <param name="IsLate">Whether the page has already sent a later request, so that this one was not saved.</param>
public sealed record SavedDraft(Guid Id, int Version, bool IsForked, bool IsLate = false);

/// <summary>
/// Saves a draft. Of two pages that edit the same draft, neither overwrites text that it has not seen: the second page's text becomes a
/// draft of its own.
/// </summary>
public sealed class SaveDraft(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    /// <summary>Of one author.</summary>
    public const int MaxDrafts = 200;

    private const int MaxAttempts = 3;

    /// <summary>The draft was published while somebody was still editing it.</summary>
    public static readonly Refusal SharedAlready =
        new("This has already been shared. To share these words too, as a separate post, press Share once more.");

    public static readonly Refusal TooMany = new("You already have {0} drafts. Please share or delete one of those first.", MaxDrafts);

    /// <param name="words">The complete contents.</param>
    /// <param name="shareAt">When to publish automatically; null for never.</param>
    public Task<Result<SavedDraft>> SaveAsync(
        Guid authorId, DraftContents words, DateTimeOffset? shareAt, CancellationToken cancellation) =>
        SaveAsync(authorId, words, shareAt, isQuiet: false, cancellation);

    /// <summary>
    /// Autosave, sent by the page while its author goes on writing. Only autosaves may be ignored as late: a button press always counts.
    /// </summary>
    public Task<Result<SavedDraft>> AutosaveAsync(Guid authorId, DraftContents words, CancellationToken cancellation) =>
        SaveAsync(authorId, words, shareAt: null, isQuiet: true, cancellation);

    private async Task<Result<SavedDraft>> SaveAsync(
        Guid authorId, DraftContents words, DateTimeOffset? shareAt, bool isQuiet, CancellationToken cancellation)
    {
        var tidy = words with { Text = words.Text.Trim(), LifeEvent = words.LifeEvent with { Title = words.LifeEvent.Title.Trim() } };
        if (await CheckAsync(authorId, tidy, shareAt, cancellation) is { } wrong)
        {
            return wrong;
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(authorId, tidy, shareAt, isQuiet, cancellation);
            }
            catch (DbUpdateException problem) when (attempt < MaxAttempts && problem.IsConflict())
            {
                // Another page saved, published or deleted the draft at the same moment: read it again.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>
    /// Called before these contents are published. What another page wrote to their draft since becomes a draft of its own, so that
    /// publishing does not lose it.
    /// </summary>
    /// <returns>The version that was copied to a new draft, or null when there was nothing new.</returns>
    public async Task<int?> ForkDraftAsync(Guid authorId, DraftContents words, CancellationToken cancellation)
    {
        if (await ReadDrafts.FindAsync(db, authorId, words.Id, cancellation) is not { } current
            || current.Version == words.Version || current.WrittenOn == words.Page)
        {
            return null;
        }
        var fork = new Draft
        {
            Id = Guid.CreateVersion7(),
            AuthorId = authorId,
            Text = current.Text,
            LifeEvent = current.LifeEvent,
            Audience = current.Audience,
            AllowsSaving = current.AllowsSaving,
            Version = 1,
            WrittenOn = current.WrittenOn,
            Turn = current.Turn,
            SavedAt = current.SavedAt,
        };
        fork.Photos.AddRange(current.Photos.Select(photo =>
            new DraftPhoto { DraftId = fork.Id, PhotoId = photo.PhotoId, Position = photo.Position, Description = photo.Description }));
        db.Drafts.Add(fork);
        await db.SaveChangesAsync(cancellation);
        return current.Version;
    }

    private async Task<Refusal?> CheckAsync(Guid authorId, DraftContents words, DateTimeOffset? shareAt, CancellationToken cancellation)
    {
        if ((PostText.Check(words.Text, words.LifeEvent, words.Photos.Count, shareAt ?? clock.GetUtcNow())
            ?? PostText.CheckDescriptions(words.Photos.Select(photo => photo.Description))) is { } wrong)
        {
            return wrong;
        }
        if (words.Audience?.Contains('\0', StringComparison.Ordinal) == true || words.Audience?.Length > Draft.AudienceLength)
        {
            return new Refusal("Please choose who sees the post.");
        }
        return await db.Drafts.CountAsync(draft => draft.AuthorId == authorId, cancellation) >= MaxDrafts
            && !await db.Drafts.AnyAsync(draft => draft.AuthorId == authorId && draft.Id == words.Id, cancellation)
                ? TooMany
                : null;
    }

    private async Task<Result<SavedDraft>> AttemptAsync(
        Guid authorId, DraftContents words, DateTimeOffset? shareAt, bool isQuiet, CancellationToken cancellation)
    {
        if (await db.Posts.AnyAsync(post => post.Id == words.Id && post.AuthorId == authorId, cancellation))
        {
            return SharedAlready;
        }
        words = await ReadDrafts.OwnIdAsync(db, authorId, words.Id, cancellation) is { } other ? words with { Id = other } : words;
        var current = await db.Drafts.Include(draft => draft.Photos)
            .SingleOrDefaultAsync(draft => draft.Id == words.Id && draft.AuthorId == authorId, cancellation);
        var isLate = current is not null && current.WrittenOn == words.Page && current.Turn > words.Turn;
        if (isLate && isQuiet)
        {
            return new SavedDraft(current!.Id, current.Version, IsForked: false, IsLate: true);
        }
        var isBeside = isLate || (current is not null && current.Version != words.Version && current.WrittenOn != words.Page);
        var draft = current is null || isBeside
            ? db.Drafts.Add(new Draft
            {
                Id = isBeside ? Guid.CreateVersion7() : words.Id,
                AuthorId = authorId,
                SavedAt = clock.GetUtcNow(),
            }).Entity
            : current;
        await FillAsync(draft, words, cancellation);
        draft.ShareLater(shareAt);
        await db.SaveChangesAsync(cancellation);
        return new SavedDraft(draft.Id, draft.Version, isBeside);
    }

    private async Task FillAsync(Draft draft, DraftContents words, CancellationToken cancellation)
    {
        (draft.Text, draft.LifeEvent, draft.Audience) = (words.Text, words.LifeEvent, words.Audience);
        draft.AllowsSaving = words.AllowsSaving ?? await house.AllowsSavingAsync(cancellation);
        (draft.WrittenOn, draft.Turn, draft.SavedAt) = (words.Page, words.Turn, clock.GetUtcNow());
        draft.Version++;
        var ids = words.Photos.Select(photo => photo.Id).ToList();
        var waiting = await UnpublishedPhotos.Query(db, draft.AuthorId).Where(photo => ids.Contains(photo.Id))
            .Select(photo => photo.Id).ToHashSetAsync(cancellation);
        draft.Photos.RemoveAll(photo => !waiting.Contains(photo.PhotoId));
        foreach (var (position, (id, description)) in words.Photos.DistinctBy(photo => photo.Id).Where(photo => waiting.Contains(photo.Id))
            .Index())
        {
            var trimmed = description.Trim();
            if (draft.Photos.Find(photo => photo.PhotoId == id) is { } current)
            {
                (current.Position, current.Description) = (position, trimmed);
            }
            else
            {
                draft.Photos.Add(new DraftPhoto { DraftId = draft.Id, PhotoId = id, Position = position, Description = trimmed });
            }
        }
    }
}
