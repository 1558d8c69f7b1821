using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes avatars of remote actors without a pending or accepted follow, and avatar files that belong to no actor. The avatar of an actor
/// who comes back is fetched again.
/// </summary>
public sealed class DeleteUnusedRemoteAvatars(HouseDb db, MediaStorage storage)
{
    /// <summary>Younger files may still be in the making.</summary>
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    private const int BatchSize = 500;

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var unused = await db.RemoteActors
            .Where(actor => actor.HasPicture
                && !actor.Follows.Any(follow => follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .Select(actor => actor.Id).ToListAsync(cancellation);
        foreach (var batch in unused.Chunk(BatchSize))
        {
            await db.RemoteActors.Where(actor => batch.Contains(actor.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.HasPicture, false), cancellation);
            foreach (var id in batch)
            {
                await storage.DeleteAsync(MediaKeys.RemoteAvatar(id));
            }
        }
        await DeleteOrphansAsync(now, cancellation);
    }

    private async Task DeleteOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var old = storage.ListAsync(MediaKeys.RemoteAvatars, cancellation).Where(file => now - file.ModifiedAt > MinimumAge)
            .Select(file => file.Key);
        await foreach (var batch in old.Chunk(BatchSize).WithCancellation(cancellation))
        {
            var ids = batch.Select(MediaKeys.IdOf).ToList();
            var known = await db.RemoteActors.Where(actor => ids.Contains(actor.Id) && actor.HasPicture).Select(actor => actor.Id)
                .ToHashSetAsync(cancellation);
            foreach (var key in batch.Where(key => !known.Contains(MediaKeys.IdOf(key))))
            {
                await storage.DeleteAsync(key);
            }
        }
    }
}
