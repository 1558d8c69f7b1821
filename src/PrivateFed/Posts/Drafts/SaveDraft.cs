using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>What stands on a page on which somebody writes.</summary>
/// <param name="Id">Of the draft; the page chose it when it was opened.</param>
/// <param name="Version">Of the draft when the page last heard of it; 0 when it was not kept yet.</param>
/// <param name="Page">Tells one open page from another.</param>
/// <param name="Turn">Counts what that page has sent: of two requests that overtake each other the later one's words stay.</param>
/// <param name="Text">Markdown.</param>
/// <param name="LifeEvent">Kind, title and own date.</param>
/// <param name="Audience">"everyone", a circle's id, or null.</param>
/// <param name="Photos">In order.</param>
public sealed record DraftWords(
    Guid Id, int Version, Guid Page, int Turn, string Text, LifeEvent LifeEvent, string? Audience, IReadOnlyList<DescribedPhoto> Photos);

/// <summary>Where words were kept.</summary>
/// <param name="Id">The draft's; another than was asked for when both were kept.</param>
/// <param name="Version">To be sent with the next change.</param>
/// <param name="IsBeside">Whether somebody else had changed the draft meanwhile, so that these words became one of their own.</param>
/// <param name="IsLate">Whether the page has sent later words already, so that these were not kept.</param>
public sealed record Kept(Guid Id, int Version, bool IsBeside, bool IsLate = false);

/// <summary>
/// Keeps what is being written. Of two pages that write on the same draft, neither overwrites what it has not seen: the second one's words
/// become a draft of their own.
/// </summary>
public sealed class SaveDraft(HouseDb db, TimeProvider clock)
{
    private const int MostDrafts = 200;
    private const int Tries = 3;

    /// <summary>The draft was shared while somebody still wrote on it.</summary>
    public static readonly Refusal SharedAlready = new("This was shared already. To share these words too, as a post of their own, press Share once more.");

    /// <param name="authorId">Whose it is.</param>
    /// <param name="words">All of it.</param>
    /// <param name="shareAt">When it is to be shared by itself; null when not.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Result<Kept>> SaveAsync(Guid authorId, DraftWords words, DateTimeOffset? shareAt, CancellationToken cancellation) =>
        SaveAsync(authorId, words, shareAt, isQuiet: false, cancellation);

    /// <summary>Sent by the page itself, while its author goes on writing. Only such a request may be late: whoever presses a button means what stands there.</summary>
    public Task<Result<Kept>> QuietlyAsync(Guid authorId, DraftWords words, CancellationToken cancellation) =>
        SaveAsync(authorId, words, shareAt: null, isQuiet: true, cancellation);

    private async Task<Result<Kept>> SaveAsync(Guid authorId, DraftWords words, DateTimeOffset? shareAt, bool isQuiet, CancellationToken cancellation)
    {
        var tidy = words with { Text = words.Text.Trim(), LifeEvent = words.LifeEvent with { Title = words.LifeEvent.Title.Trim() } };
        if (await WhyNotAsync(authorId, tidy, shareAt, cancellation) is { } wrong)
        {
            return wrong;
        }
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await AttemptAsync(authorId, tidy, shareAt, isQuiet, cancellation);
            }
            catch (DbUpdateException problem) when (tries < Tries && problem.IsConflict())
            {
                // Another page kept it, shared it or dropped it at this moment: look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>
    /// These words are about to be shared. What another page wrote on their draft since becomes a draft of its own, so that sharing does not eat it.
    /// </summary>
    /// <returns>The version that was set aside, or null when there was nothing new.</returns>
    public async Task<int?> ForkDraftAsync(Guid authorId, DraftWords words, CancellationToken cancellation)
    {
        if (await ReadDrafts.OneAsync(db, authorId, words.Id, cancellation) is not { } there || there.Version == words.Version || there.WrittenOn == words.Page)
        {
            return null;
        }
        var beside = new Draft
        {
            Id = Guid.CreateVersion7(),
            AuthorId = authorId,
            Text = there.Text,
            LifeEvent = there.LifeEvent,
            Audience = there.Audience,
            Version = 1,
            WrittenOn = there.WrittenOn,
            Turn = there.Turn,
            SavedAt = there.SavedAt,
        };
        beside.Photos.AddRange(there.Photos.Select(photo => new DraftPhoto { DraftId = beside.Id, PhotoId = photo.PhotoId, Position = photo.Position, Description = photo.Description }));
        db.Drafts.Add(beside);
        await db.SaveChangesAsync(cancellation);
        return there.Version;
    }

    private async Task<Refusal?> WhyNotAsync(Guid authorId, DraftWords words, DateTimeOffset? shareAt, CancellationToken cancellation)
    {
        if ((PostText.Check(words.Text, words.LifeEvent, words.Photos.Count, shareAt ?? clock.GetUtcNow()) ?? PostText.CheckDescriptions(words.Photos.Select(photo => photo.Description))) is { } wrong)
        {
            return wrong;
        }
        if (words.Audience?.Contains('\0', StringComparison.Ordinal) == true || words.Audience?.Length > Draft.AudienceLength)
        {
            return new Refusal("Please choose who sees the post.");
        }
        return await db.Drafts.CountAsync(draft => draft.AuthorId == authorId, cancellation) >= MostDrafts
            && !await db.Drafts.AnyAsync(draft => draft.AuthorId == authorId && draft.Id == words.Id, cancellation)
                ? new Refusal("You have {0} drafts already. Please share or drop one of those first.", MostDrafts)
                : null;
    }

    private async Task<Result<Kept>> AttemptAsync(Guid authorId, DraftWords words, DateTimeOffset? shareAt, bool isQuiet, CancellationToken cancellation)
    {
        if (await db.Posts.AnyAsync(post => post.Id == words.Id && post.AuthorId == authorId, cancellation))
        {
            return SharedAlready;
        }
        words = await OwnIdAsync(db, authorId, words.Id, cancellation) is { } other ? words with { Id = other } : words;
        var there = await db.Drafts.Include(draft => draft.Photos).SingleOrDefaultAsync(draft => draft.Id == words.Id && draft.AuthorId == authorId, cancellation);
        var isLate = there is not null && there.WrittenOn == words.Page && there.Turn > words.Turn;
        if (isLate && isQuiet)
        {
            return new Kept(there!.Id, there.Version, IsBeside: false, IsLate: true);
        }
        var isBeside = isLate || (there is not null && there.Version != words.Version && there.WrittenOn != words.Page);
        var draft = there is null || isBeside
            ? db.Drafts.Add(new Draft { Id = isBeside ? Guid.CreateVersion7() : words.Id, AuthorId = authorId, SavedAt = clock.GetUtcNow() }).Entity
            : there;
        await FillAsync(draft, words, cancellation);
        draft.ShareLater(shareAt);
        await db.SaveChangesAsync(cancellation);
        return new Kept(draft.Id, draft.Version, isBeside);
    }

    /// <summary>
    /// A page may send any id. One that is another's, or none, becomes a fresh one, so that it is not told whether there is anything of that id.
    /// </summary>
    /// <returns>Null when the id will do.</returns>
    public static async Task<Guid?> OwnIdAsync(HouseDb db, Guid authorId, Guid id, CancellationToken cancellation) =>
        id == Guid.Empty
        || await db.Posts.AnyAsync(post => post.Id == id && post.AuthorId != authorId, cancellation)
        || await db.Drafts.AnyAsync(draft => draft.Id == id && draft.AuthorId != authorId, cancellation)
            ? Guid.CreateVersion7()
            : null;

    private async Task FillAsync(Draft draft, DraftWords words, CancellationToken cancellation)
    {
        (draft.Text, draft.LifeEvent, draft.Audience) = (words.Text, words.LifeEvent, words.Audience);
        (draft.WrittenOn, draft.Turn, draft.SavedAt) = (words.Page, words.Turn, clock.GetUtcNow());
        draft.Version++;
        var ids = words.Photos.Select(photo => photo.Id).ToList();
        var waiting = await db.Photos.Where(photo => photo.PostId == null && photo.UploadedById == draft.AuthorId && ids.Contains(photo.Id))
            .Select(photo => photo.Id).ToHashSetAsync(cancellation);
        draft.Photos.RemoveAll(photo => !waiting.Contains(photo.PhotoId));
        foreach (var (position, (id, description)) in words.Photos.DistinctBy(photo => photo.Id).Where(photo => waiting.Contains(photo.Id)).Index())
        {
            var said = description.Trim();
            if (draft.Photos.Find(photo => photo.PhotoId == id) is { } there)
            {
                (there.Position, there.Description) = (position, said);
            }
            else
            {
                draft.Photos.Add(new DraftPhoto { DraftId = draft.Id, PhotoId = id, Position = position, Description = said });
            }
        }
    }
}
