using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes avatars of remote actors without a pending or accepted follow, and avatar files that belong to no actor. The avatar of an actor
/// who comes back is fetched again.
/// </summary>
public sealed class DeleteUnusedRemoteAvatars(HouseDb db, Settings settings)
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
            Array.ForEach(batch, id => File.Delete(FetchAvatar.FileOf(settings, id)));
        }
        await DeleteOrphansAsync(now, cancellation);
    }

    private async Task DeleteOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var batch in OldFiles(now).Chunk(BatchSize))
        {
            var ids = batch.Select(file => file.Id).ToList();
            var known = await db.RemoteActors.Where(actor => ids.Contains(actor.Id) && actor.HasPicture).Select(actor => actor.Id)
                .ToHashSetAsync(cancellation);
            Array.ForEach([.. batch.Where(file => !known.Contains(file.Id))], file => File.Delete(file.Path));
        }
    }

    private IEnumerable<(string Path, Guid Id)> OldFiles(DateTimeOffset now)
    {
        var folder = FetchAvatar.FolderOf(settings);
        return from path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : []
               where now - File.GetLastWriteTimeUtc(path) > MinimumAge
               select (path, Guid.TryParseExact(Path.GetFileName(path).Split('.')[0], "N", out var parsed) ? parsed : Guid.Empty);
    }
}
