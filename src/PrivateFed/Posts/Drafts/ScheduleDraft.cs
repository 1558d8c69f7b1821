using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>Schedules a draft for automatic publishing, or cancels the schedule.</summary>
public sealed class ScheduleDraft(HouseDb db, SaveDraft save, TimeProvider clock, SweepSignal signal)
{
    private const int MaxYears = 5;

    public async Task<Result<SavedDraft>> ScheduleAsync(
        Guid authorId, DraftContents words, DateTimeOffset shareAt, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (shareAt <= now)
        {
            return new Refusal("That time has already passed. Please choose a later one, or share it now.");
        }
        if (shareAt > now.AddYears(MaxYears))
        {
            return new Refusal("That's more than {0} years away. Please choose an earlier day.", MaxYears);
        }
        // Nobody can be asked when the time comes, so everything is validated now.
        var wanted = NewPost.FromDraft(words);
        if (!wanted.Succeeded)
        {
            return wanted.Refusal;
        }
        if (await db.Circles.CountAsync(circle => wanted.Value.CircleIds.Contains(circle.Id), cancellation) != wanted.Value.CircleIds.Count)
        {
            return PublishPost.CircleIsGone;
        }
        var kept = await save.SaveAsync(authorId, words, shareAt, cancellation);
        signal.Set();
        return kept;
    }

    /// <summary>Cancels the schedule; the draft stays. A draft that is being published at this moment is not stopped.</summary>
    public async Task<Result<Guid>> StopAsync(Guid authorId, Guid draftId, CancellationToken cancellation)
    {
        var draft = await ReadDrafts.ByAuthor(db, authorId).SingleOrDefaultAsync(draft => draft.Id == draftId, cancellation);
        if (draft is null)
        {
            return AlreadyGone;
        }
        draft.ShareLater(null);
        draft.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AlreadyGone;
        }
        return draftId;
    }

    public static Refusal AlreadyGone => new("It has already been shared or deleted.");
}
