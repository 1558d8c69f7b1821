using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>An author says when a draft is to share itself, or that it is not to after all.</summary>
public sealed class ScheduleDraft(HouseDb db, SaveDraft keep, TimeProvider clock, SweepSignal signal)
{
    private const int MostYears = 5;

    public async Task<Result<Kept>> ScheduleAsync(Guid authorId, DraftWords words, DateTimeOffset shareAt, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (shareAt <= now)
        {
            return new Refusal("That time is over already. Please choose a later one, or share it now.");
        }
        if (shareAt > now.AddYears(MostYears))
        {
            return new Refusal("That is more than {0} years away. Please choose an earlier day.", MostYears);
        }
        // Nothing is asked any more when its time comes, so everything is asked now.
        var wanted = NewPost.Of(words);
        if (!wanted.Succeeded)
        {
            return wanted.Refusal;
        }
        if (await db.Circles.CountAsync(circle => wanted.Value.CircleIds.Contains(circle.Id), cancellation) != wanted.Value.CircleIds.Count)
        {
            return PublishPost.CircleIsGone;
        }
        var kept = await keep.SaveAsync(authorId, words, shareAt, cancellation);
        signal.Set();
        return kept;
    }

    /// <summary>It stays a draft. Of what is being shared at this moment nothing is stopped.</summary>
    public async Task<Result<Guid>> StopAsync(Guid authorId, Guid draftId, CancellationToken cancellation)
    {
        var draft = await ReadDrafts.Of(db, authorId).SingleOrDefaultAsync(draft => draft.Id == draftId, cancellation);
        if (draft is null)
        {
            return ItIsOut;
        }
        draft.ShareLater(null);
        draft.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ItIsOut;
        }
        return draftId;
    }

    private static Refusal ItIsOut => new("It was shared or dropped already.");
}
