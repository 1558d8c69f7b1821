using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Albums;

/// <summary>An album in a list. Only photos that the viewer may see count.</summary>
/// <param name="Count">The number of visible photos.</param>
/// <param name="Cover">The first of them; null in an empty album, which only its maker sees.</param>
public sealed record ListedAlbum(Guid Id, string Name, string Maker, int Count, ShownPhoto? Cover);

/// <summary>An album with the photos that the viewer may see, in order.</summary>
public sealed record ShownAlbum(Guid Id, string Name, Guid MakerId, string Maker, IReadOnlyList<ShownPhoto> Photos);

/// <summary>Reads albums for pages, through the gate.</summary>
public static class ReadAlbums
{
    /// <summary>Newest first.</summary>
    public static Task<List<ListedAlbum>> AllAsync(HouseDb db, Viewer.Local viewer, CancellationToken cancellation)
    {
        var visible = db.VisiblePhotos(viewer).Select(photo => photo.Id);
        return db.VisibleAlbums(viewer).AsNoTracking().OrderByDescending(album => album.CreatedAt).ThenByDescending(album => album.Id)
            .Select(album => new ListedAlbum(
                album.Id, album.Name, album.CreatedBy.Name,
                album.Photos.Count(entry => visible.Contains(entry.PhotoId)),
                album.Photos.Where(entry => visible.Contains(entry.PhotoId)).OrderBy(entry => entry.Position).ThenBy(entry => entry.PhotoId)
                    .Select(entry => new ShownPhoto(
                        entry.Photo.Id, entry.Photo.PostId, entry.Photo.Position, entry.Photo.Description, entry.Photo.Width,
                        entry.Photo.Height, entry.Photo.Blurhash))
                    .FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    /// <returns>Null if there is no such album, or the viewer may see nothing in it.</returns>
    public static async Task<ShownAlbum?> OneAsync(HouseDb db, Viewer.Local viewer, Guid id, CancellationToken cancellation)
    {
        var album = await db.VisibleAlbums(viewer).AsNoTracking().Where(album => album.Id == id)
            .Select(album => new ShownAlbum(album.Id, album.Name, album.CreatedById, album.CreatedBy.Name, new List<ShownPhoto>()))
            .SingleOrDefaultAsync(cancellation);
        if (album is null)
        {
            return null;
        }
        var visible = db.VisiblePhotos(viewer).Select(photo => photo.Id);
        var photos = await db.AlbumPhotos.Where(entry => entry.AlbumId == id && visible.Contains(entry.PhotoId))
            .OrderBy(entry => entry.Position).ThenBy(entry => entry.PhotoId)
            .Select(entry => new ShownPhoto(
                entry.Photo.Id, entry.Photo.PostId, entry.Photo.Position, entry.Photo.Description, entry.Photo.Width, entry.Photo.Height,
                entry.Photo.Blurhash))
            .ToListAsync(cancellation);
        return album with { Photos = photos };
    }
}
