using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes pictures of members and custom emoji that belong to nobody (any more): a process was killed between the file and its row, or a
/// server was refused for good.
/// </summary>
public sealed class ForgetPictures(HouseDb db, Settings settings)
{
    /// <summary>Younger files may be somebody's upload of this moment.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    private const int Together = 500;

    public async Task OldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await ForgetAsync(AvatarFiles.Folder, now, ids => db.Members.Where(member => ids.Contains(member.AvatarId)).Select(member => member.AvatarId), cancellation);
        await ForgetAsync(MakeEmoji.Folder, now, ids => db.CustomEmojis.Where(emoji => ids.Contains(emoji.Id)).Select(emoji => (Guid?)emoji.Id), cancellation);
    }

    private async Task ForgetAsync(string folder, DateTimeOffset now, Func<List<Guid?>, IQueryable<Guid?>> known, CancellationToken cancellation)
    {
        var path = Path.Combine(settings.MediaFolder, folder);
        if (!Directory.Exists(path))
        {
            return;
        }
        var old = Directory.EnumerateFiles(path).Where(file => now - File.GetLastWriteTimeUtc(file) > Young).ToList();
        foreach (var some in old.Chunk(Together))
        {
            var ids = some.Select(IdOf).Distinct().ToList();
            var kept = await known(ids).ToHashSetAsync(cancellation);
            foreach (var file in some.Where(file => !kept.Contains(IdOf(file))))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Empty for a file that was not finished.</summary>
    private static Guid? IdOf(string file) => Guid.TryParseExact(Path.GetFileName(file).Split('.')[0], "N", out var id) && !file.EndsWith(".part", StringComparison.Ordinal) ? id : Guid.Empty;
}
