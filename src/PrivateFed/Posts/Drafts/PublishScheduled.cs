using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>
/// Hangfire job: publishes a scheduled draft when it is due. It becomes one post however many processes try, since the post takes the
/// draft's id and the same transaction deletes the draft in the version that was read. A draft that can no longer be published, or has used
/// up its attempts, stays a draft with the reason.
/// </summary>
public sealed class PublishScheduled(HouseDb db, PublishPost publish, TimeProvider clock, ILogger<PublishScheduled> log)
{
    private static readonly Refusal CannotBeShared =
        new("This text couldn't be turned into a post. Please make it simpler and share it yourself.");

    /// <summary>Time after which another attempt is made, since the process that took the draft may have died.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(2);

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
        // The author may have cancelled or moved it since the job was enqueued.
        if (draft is not { ShareAt: { } at } || at > now)
        {
            return;
        }
        var post = NewPost.FromDraft(DraftContents.Of(draft));
        var shared = post.Succeeded ? await ShareAsync(draft, post.Value, cancellation) : post.Refusal;
        if (!shared.Succeeded && shared.Refusal != PublishPost.ChangedMeanwhile)
        {
            await KeepAsDraftAsync(draft, shared.Refusal, cancellation);
        }
    }

    /// <summary>
    /// Errors of the database or the disk may pass, so the job is retried; any other error would recur every two minutes, so the draft is
    /// not retried.
    /// </summary>
    private async Task<Result<Guid>> ShareAsync(Draft draft, NewPost post, CancellationToken cancellation)
    {
        try
        {
            return await publish.PublishAsync(draft.AuthorId, post with { RequiredVersion = draft.Version }, cancellation);
        }
        catch (Exception problem)
            when (problem is not (DbException or DbUpdateException or IOException or OperationCanceledException or TimeoutException)
            && problem.InnerException is not DbException)
        {
            log.LogError(problem, "A scheduled draft cannot be shared; it stays a draft");
            return CannotBeShared;
        }
    }

    /// <summary>One statement, without loading the row: the row itself may be unreadable.</summary>
    private async Task GiveUpAsync(Guid draftId, CancellationToken cancellation)
    {
        log.LogError("The scheduled draft {Draft} could not be shared in {Count} attempts; it stays a draft", draftId, Attempts.Most);
        await db.Drafts.Where(draft => draft.Id == draftId).ExecuteUpdateAsync(
            set => set.SetProperty(draft => draft.ShareAt, (DateTimeOffset?)null).SetProperty(draft => draft.DueAt, (DateTimeOffset?)null)
                .SetProperty(draft => draft.Attempts, 0).SetProperty(draft => draft.Trouble, CannotBeShared.Words)
                .SetProperty(draft => draft.Version, draft => draft.Version + 1),
            cancellation);
    }

    private async Task KeepAsDraftAsync(Draft draft, Refusal why, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await db.Drafts.SingleOrDefaultAsync(one => one.Id == draft.Id && one.Version == draft.Version, cancellation)
            is not { } current)
        {
            return;
        }
        current.FailPublishing(why);
        current.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The author is editing the draft right now and decides what happens to it.
        }
    }
}
