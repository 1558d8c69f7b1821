using Hangfire;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>
/// Hangfire job: shares a draft whose time has come. It becomes one post however many processes try, since the post takes the draft's id, and
/// the draft as it was read is deleted in the same transaction. What cannot be shared any more, or stumbled as often as it may, stays a draft and
/// says why.
/// </summary>
public sealed class PublishScheduled(HouseDb db, PublishPost publish, TimeProvider clock, ILogger<PublishScheduled> log)
{
    private static readonly Refusal CannotBeShared = new("This text could not be made into a post. Please make it simpler and share it yourself.");

    /// <summary>After this it is tried again: whoever took it may have died.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What is to be shared, now or some day.</summary>
    public static IQueryable<Draft> Waiting(HouseDb db) => db.Drafts.Where(draft => draft.DueAt != null);

    /// <summary>Lets a job have it; nobody else takes it before the patience is over.</summary>
    /// <returns>False when another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid draftId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Drafts.Where(draft => draft.Id == draftId && draft.DueAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.DueAt, now + Patience), cancellation) == 1;

    public async Task PublishAsync(Guid draftId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!await Attempts.BeginAsync(db.Drafts.Where(draft => draft.Id == draftId && draft.ShareAt <= now), cancellation))
        {
            await GiveUpAsync(draftId, cancellation);
            return;
        }
        var draft = await db.Drafts.Include(draft => draft.Photos.OrderBy(photo => photo.Position)).AsNoTracking()
            .SingleOrDefaultAsync(draft => draft.Id == draftId, cancellation);
        // Its author may have changed their mind since it was given out.
        if (draft is not { ShareAt: { } at } || at > now)
        {
            return;
        }
        var words = new DraftWords(
            draft.Id, draft.Version, draft.WrittenOn, draft.Turn, draft.Text, draft.LifeEvent, draft.Audience, [.. draft.Photos.Select(photo => new DescribedPhoto(photo.PhotoId, photo.Description))]);
        var wanted = NewPost.Of(words);
        var shared = wanted.Succeeded ? await ShareAsync(draft, wanted.Value, cancellation) : wanted.Refusal;
        if (!shared.Succeeded && shared.Refusal != PublishPost.ChangedMeanwhile)
        {
            await StayAsync(draft, shared.Refusal, cancellation);
        }
    }

    /// <summary>What the database or the disk could not do now may do later; whatever else goes wrong would go wrong again every two minutes.</summary>
    private async Task<Result<Guid>> ShareAsync(Draft draft, NewPost wanted, CancellationToken cancellation)
    {
        try
        {
            return await publish.PublishAsync(draft.AuthorId, wanted with { OnlyVersion = draft.Version }, cancellation);
        }
        catch (Exception problem) when (problem is not (DbException or DbUpdateException or IOException or OperationCanceledException or TimeoutException)
            && problem.InnerException is not DbException)
        {
            log.LogError(problem, "A scheduled draft cannot be shared; it stays a draft");
            return CannotBeShared;
        }
    }

    /// <summary>In one statement: the row may be one that cannot be read.</summary>
    private async Task GiveUpAsync(Guid draftId, CancellationToken cancellation)
    {
        log.LogError("The scheduled draft {Draft} could not be shared in {Count} attempts; it stays a draft", draftId, Attempts.Most);
        await db.Drafts.Where(draft => draft.Id == draftId).ExecuteUpdateAsync(
            set => set.SetProperty(draft => draft.ShareAt, (DateTimeOffset?)null).SetProperty(draft => draft.DueAt, (DateTimeOffset?)null)
                .SetProperty(draft => draft.Attempts, 0).SetProperty(draft => draft.Trouble, CannotBeShared.Words).SetProperty(draft => draft.Version, draft => draft.Version + 1),
            cancellation);
    }

    private async Task StayAsync(Draft draft, Refusal why, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await db.Drafts.SingleOrDefaultAsync(one => one.Id == draft.Id && one.Version == draft.Version, cancellation) is not { } there)
        {
            return;
        }
        there.Stay(why);
        there.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Its author is busy with it, and says themselves what becomes of it.
        }
    }

    /// <summary>Step of the sweep. Enqueues a job for each draft whose time has come.</summary>
    /// <returns>When something is due that is not due yet.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db).Select(draft => new { draft.Id, draft.DueAt }).ToListAsync(cancellation);
        foreach (var draft in waiting.Where(draft => draft.DueAt <= now))
        {
            if (await TakeAsync(db, draft.Id, now, cancellation))
            {
                jobs.Enqueue<PublishScheduled>(job => job.PublishAsync(draft.Id, CancellationToken.None));
            }
        }
        return waiting.Select(draft => draft.DueAt <= now ? now + Patience : draft.DueAt!.Value).DefaultIfEmpty(SweepStep.Never).Min();
    }
}
