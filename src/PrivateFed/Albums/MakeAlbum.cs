using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Albums;

/// <summary>Makes, renames or deletes an album.</summary>
public sealed class MakeAlbum(HouseDb db, TimeProvider clock)
{
    public async Task<Result<Guid>> CreateAsync(Guid makerId, string name, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= Album.NameLength } trimmed)
        {
            return NoName;
        }
        var album = new Album { CreatedById = makerId, Name = trimmed, CreatedAt = clock.GetUtcNow() };
        db.Albums.Add(album);
        await db.SaveChangesAsync(cancellation);
        return album.Id;
    }

    public async Task<Result<Guid>> RenameAsync(Guid makerId, Guid albumId, string name, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= Album.NameLength } trimmed)
        {
            return NoName;
        }
        var renamed = await db.Albums.Where(album => album.Id == albumId && album.CreatedById == makerId)
            .ExecuteUpdateAsync(set => set.SetProperty(album => album.Name, trimmed), cancellation);
        return renamed == 1 ? albumId : new Refusal("That album is no longer there.");
    }

    /// <summary>Deletes an album of the member's, or any album for an owner. The photos stay in their posts.</summary>
    public async Task<bool> DeleteAsync(Guid memberId, Role role, Guid albumId, CancellationToken cancellation) =>
        await db.Albums.Where(album => album.Id == albumId && (album.CreatedById == memberId || role == Role.Owner))
            .ExecuteDeleteAsync(cancellation) == 1;

    private static Refusal NoName => new("Please give the album a name of 1 to {0} characters.", Album.NameLength);
}
