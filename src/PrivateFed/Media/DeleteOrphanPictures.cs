using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes files of avatars and custom emoji that no row names (any more): a process was killed between writing the file and the row, or a
/// server was blocked.
/// </summary>
public sealed class DeleteOrphanPictures(HouseDb db, Settings settings)
{
    /// <summary>Younger files may be somebody's upload in progress.</summary>
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    private const int BatchSize = 500;

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await DeleteOrphansAsync(
            AvatarFiles.Folder, now, ids => db.Members.Where(member => ids.Contains(member.AvatarId))
                .Select(member => member.AvatarId), cancellation);
        await DeleteOrphansAsync(
            MakeEmoji.Folder, now, ids => db.CustomEmojis.Where(emoji => ids.Contains(emoji.Id))
                .Select(emoji => (Guid?)emoji.Id), cancellation);
    }

    private async Task DeleteOrphansAsync(
        string folder, DateTimeOffset now, Func<List<Guid?>, IQueryable<Guid?>> known, CancellationToken cancellation)
    {
        var path = Path.Combine(settings.MediaFolder, folder);
        if (!Directory.Exists(path))
        {
            return;
        }
        var old = Directory.EnumerateFiles(path).Where(file => now - File.GetLastWriteTimeUtc(file) > MinimumAge).ToList();
        foreach (var batch in old.Chunk(BatchSize))
        {
            var ids = batch.Select(IdOf).Distinct().ToList();
            var used = await known(ids).ToHashSetAsync(cancellation);
            foreach (var file in batch.Where(file => !used.Contains(IdOf(file))))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary><see cref="Guid.Empty"/> for an unfinished file.</summary>
    private static Guid? IdOf(string file) => Guid.TryParseExact(Path.GetFileName(file).Split('.')[0], "N", out var id)
        && !file.EndsWith(".part", StringComparison.Ordinal) ? id : Guid.Empty;
}
