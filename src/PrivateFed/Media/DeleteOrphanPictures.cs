using Microsoft.EntityFrameworkCore;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes files of avatars, custom emoji and the house's picture that no row names (any more): a process was killed between writing the
/// file and the row, a server was blocked, or the bucket could not be reached.
/// </summary>
public sealed class DeleteOrphanPictures(HouseDb db, MediaStorage storage)
{
    /// <summary>Younger files may be somebody's upload in progress.</summary>
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    private const int BatchSize = 500;

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await DeleteOrphansAsync(
            MediaKeys.Avatars, now, ids => db.Members.Where(member => ids.Contains(member.AvatarId))
                .Select(member => member.AvatarId), cancellation);
        await DeleteOrphansAsync(
            MediaKeys.Emoji, now, ids => db.CustomEmojis.Where(emoji => ids.Contains(emoji.Id))
                .Select(emoji => (Guid?)emoji.Id), cancellation);
        await DeleteOrphansAsync(
            MediaKeys.HousePictures, now, ids => db.Houses.Where(house => ids.Contains(house.PictureId))
                .Select(house => house.PictureId), cancellation);
    }

    private async Task DeleteOrphansAsync(
        string folder, DateTimeOffset now, Func<List<Guid?>, IQueryable<Guid?>> known, CancellationToken cancellation)
    {
        var old = storage.ListAsync(folder, cancellation).Where(file => now - file.ModifiedAt > MinimumAge).Select(file => file.Key);
        await foreach (var batch in old.Chunk(BatchSize).WithCancellation(cancellation))
        {
            var ids = batch.Select(IdOf).Distinct().ToList();
            var used = await known(ids).ToHashSetAsync(cancellation);
            foreach (var key in batch.Where(key => !used.Contains(IdOf(key))))
            {
                await storage.DeleteAsync(key);
            }
        }
    }

    private static Guid? IdOf(string key) => MediaKeys.IdOf(key);
}
