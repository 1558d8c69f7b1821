using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes the faces of people elsewhere who neither wait nor are let in any more, and files of faces that belong to nobody. Whoever comes
/// back is fetched anew.
/// </summary>
public sealed class DeleteUnusedRemoteAvatars(HouseDb db, Settings settings)
{
    /// <summary>Younger files may be being made at this moment.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    private const int Together = 500;

    public async Task OldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var gone = await db.RemoteActors.Where(actor => actor.HasPicture && !actor.Follows.Any(follow => follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .Select(actor => actor.Id).ToListAsync(cancellation);
        foreach (var some in gone.Chunk(Together))
        {
            await db.RemoteActors.Where(actor => some.Contains(actor.Id)).ExecuteUpdateAsync(set => set.SetProperty(actor => actor.HasPicture, false), cancellation);
            Array.ForEach(some, id => File.Delete(FetchAvatar.FileOf(settings, id)));
        }
        await DeleteOrphansAsync(now, cancellation);
    }

    private async Task DeleteOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var some in OldFiles(now).Chunk(Together))
        {
            var ids = some.Select(file => file.Id).ToList();
            var known = await db.RemoteActors.Where(actor => ids.Contains(actor.Id) && actor.HasPicture).Select(actor => actor.Id).ToHashSetAsync(cancellation);
            Array.ForEach([.. some.Where(file => !known.Contains(file.Id))], file => File.Delete(file.Path));
        }
    }

    private IEnumerable<(string Path, Guid Id)> OldFiles(DateTimeOffset now)
    {
        var folder = FetchAvatar.FolderOf(settings);
        return from path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : []
               where now - File.GetLastWriteTimeUtc(path) > Young
               select (path, Guid.TryParseExact(Path.GetFileName(path).Split('.')[0], "N", out var parsed) ? parsed : Guid.Empty);
    }
}
