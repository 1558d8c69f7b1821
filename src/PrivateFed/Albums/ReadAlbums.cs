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
public sealed record ShownAlbum(Guid Id, string Name, Guid MakerId, IReadOnlyList<ShownPhoto> Photos)
{
    /// <summary>The posts of the photos, each once.</summary>
    public IReadOnlyList<SourcePost> Posts { get; init; } = [];
}

/// <summary>A post that photos of an album are from.</summary>
/// <param name="HappenedOn">Its own date, if it has one.</param>
public sealed record SourcePost(Guid Id, Guid AuthorId, string Author, DateTimeOffset PublishedAt, DateOnly? HappenedOn);

/// <summary>Photos of one post that can be added to an album, in order.</summary>
public sealed record AddablePhotos(SourcePost Post, IReadOnlyList<ShownPhoto> Photos);

/// <summary>Reads albums for pages, through the gate.</summary>
public static class ReadAlbums
{
    private const int PostsOnPage = 20;

    /// <summary>Newest first.</summary>
    public static Task<List<ListedAlbum>> AllAsync(HouseDb db, Viewer.Local viewer, CancellationToken cancellation) =>
        NewestAsync(db, viewer, int.MaxValue, cancellation);

    /// <summary>The newest few, or all.</summary>
    public static Task<List<ListedAlbum>> NewestAsync(HouseDb db, Viewer.Local viewer, int most, CancellationToken cancellation)
    {
        var visible = db.VisiblePhotos(viewer).Select(photo => photo.Id);
        return db.VisibleAlbums(viewer).AsNoTracking().OrderByDescending(album => album.CreatedAt).ThenByDescending(album => album.Id)
            .Take(most)
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
            .Select(album => new ShownAlbum(album.Id, album.Name, album.CreatedById, new List<ShownPhoto>()))
            .SingleOrDefaultAsync(cancellation);
        if (album is null)
        {
            return null;
        }
        var entries = db.AlbumPhotos.Where(entry => entry.AlbumId == id);
        var visible = db.VisiblePhotos(viewer).Select(photo => photo.Id);
        var photos = await entries.Where(entry => visible.Contains(entry.PhotoId))
            .OrderBy(entry => entry.Position).ThenBy(entry => entry.PhotoId)
            .Select(entry => new ShownPhoto(
                entry.Photo.Id, entry.Photo.PostId, entry.Photo.Position, entry.Photo.Description, entry.Photo.Width, entry.Photo.Height,
                entry.Photo.Blurhash)
            {
                Film = entry.Photo.Film,
            })
            .AsNoTracking().ToListAsync(cancellation);
        var posts = await db.VisiblePosts(viewer)
            .Where(post => post.Photos.Any(photo => entries.Any(entry => entry.PhotoId == photo.Id)))
            .Select(post => new SourcePost(post.Id, post.AuthorId, post.Author.Name, post.PublishedAt, post.HappenedOn))
            .ToListAsync(cancellation);
        return album with { Photos = photos, Posts = posts };
    }

    /// <summary>A page of posts with photos that are not in the album yet, newest first, and where older ones continue.</summary>
    public static async Task<(IReadOnlyList<AddablePhotos> Posts, PostPlace? NextPlace)> AddableAsync(
        HouseDb db, Viewer.Local viewer, Guid albumId, PostPlace? before, CancellationToken cancellation)
    {
        var inside = db.AlbumPhotos.Where(entry => entry.AlbumId == albumId).Select(entry => entry.PhotoId);
        var posts = await db.VisiblePosts(viewer).Where(post => post.Photos.Any(photo => !inside.Contains(photo.Id)))
            .NewestFirst(before).Take(PostsOnPage + 1)
            .Select(post => new SourcePost(post.Id, post.AuthorId, post.Author.Name, post.PublishedAt, post.HappenedOn))
            .ToListAsync(cancellation);
        var page = posts.Take(PostsOnPage).ToList();
        var ids = page.ConvertAll(post => (Guid?)post.Id);
        var photos = (await db.VisiblePhotos(viewer).Where(photo => ids.Contains(photo.PostId) && !inside.Contains(photo.Id))
            .Select(photo => new ShownPhoto(
                photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash)
            {
                Film = photo.Film,
            })
            .AsNoTracking().ToListAsync(cancellation)).OrderBy(photo => photo.Position).ToLookup(photo => photo.PostId!.Value);
        return (
            page.ConvertAll(post => new AddablePhotos(post, [.. photos[post.Id]])),
            posts.Count > page.Count ? new PostPlace(page[^1].PublishedAt, page[^1].Id) : null);
    }
}
