using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Albums;

/// <summary>Lets an album's maker add, order and remove photos.</summary>
public sealed class FillAlbum(HouseDb db)
{
    /// <summary>
    /// Adds photos of posts at the end, the oldest post first; photos already in the album stay where they are. Only photos that the maker
    /// may see can be added.
    /// </summary>
    public Task<Result<Guid>> AddPhotosAsync(
        Viewer.Local maker, Guid albumId, IReadOnlyCollection<Guid> photoIds, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AddPhotosOnceAsync(maker, albumId, photoIds, cancellation));

    private async Task<Result<Guid>> AddPhotosOnceAsync(
        Viewer.Local maker, Guid albumId, IReadOnlyCollection<Guid> photoIds, CancellationToken cancellation)
    {
        if (await FindOwnAsync(maker, albumId, cancellation) is not { } album)
        {
            return new Refusal("That album is no longer there.");
        }
        var wanted = await db.VisiblePosts(maker).SelectMany(post => post.Photos, (post, photo) => new { Post = post, Photo = photo })
            .Where(one => photoIds.Contains(one.Photo.Id))
            .OrderBy(one => one.Post.PublishedAt).ThenBy(one => one.Post.Id).ThenBy(one => one.Photo.Position)
            .Select(one => one.Photo.Id).ToListAsync(cancellation);
        var added = wanted.Except(album.Photos.Select(entry => entry.PhotoId)).ToList();
        if (wanted.Count == 0)
        {
            return new Refusal("Please choose at least one photo.");
        }
        if (album.Photos.Count + added.Count > Album.MostPhotos)
        {
            return new Refusal("An album can hold up to {0:N0} photos. Please start another one.", Album.MostPhotos);
        }
        var end = album.Photos.Count == 0 ? 0 : album.Photos.Max(entry => entry.Position) + 1;
        album.Photos.AddRange(added.Select((id, index) => new AlbumPhoto { AlbumId = albumId, PhotoId = id, Position = end + index }));
        await db.SaveChangesAsync(cancellation);
        return albumId;
    }

    /// <summary>Moves a photo before or behind its neighbour among the photos that the maker may see.</summary>
    public Task MoveAsync(Viewer.Local maker, Guid albumId, Guid photoId, bool earlier, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => MoveOnceAsync(maker, albumId, photoId, earlier, cancellation));

    private async Task<int> MoveOnceAsync(Viewer.Local maker, Guid albumId, Guid photoId, bool earlier, CancellationToken cancellation)
    {
        if (await FindOwnAsync(maker, albumId, cancellation) is not { } album)
        {
            return 0;
        }
        var inOrder = album.Photos.OrderBy(entry => entry.Position).ThenBy(entry => entry.PhotoId).ToList();
        var ids = inOrder.ConvertAll(entry => entry.PhotoId);
        var visible = await db.VisiblePhotos(maker).Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id)
            .ToListAsync(cancellation);
        var from = ids.IndexOf(photoId);
        var to = from < 0 ? -1
            : earlier ? ids.FindLastIndex(Math.Max(from - 1, 0), from, visible.Contains)
            : ids.FindIndex(from + 1, visible.Contains);
        if (to < 0)
        {
            return 0;
        }
        (inOrder[from], inOrder[to]) = (inOrder[to], inOrder[from]);
        return await RenumberAsync(inOrder, cancellation);
    }

    /// <summary>Puts a photo before another, or at the end; a photo that the maker may not see stays behind its neighbour.</summary>
    public Task PlaceAsync(Viewer.Local maker, Guid albumId, Guid photoId, Guid? before, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => PlaceOnceAsync(maker, albumId, photoId, before, cancellation));

    private async Task<int> PlaceOnceAsync(Viewer.Local maker, Guid albumId, Guid photoId, Guid? before, CancellationToken cancellation)
    {
        if (await FindOwnAsync(maker, albumId, cancellation) is not { } album
            || album.Photos.Find(entry => entry.PhotoId == photoId) is not { } moved || photoId == before)
        {
            return 0;
        }
        var inOrder = album.Photos.OrderBy(entry => entry.Position).ThenBy(entry => entry.PhotoId).ToList();
        inOrder.Remove(moved);
        var place = inOrder.FindIndex(entry => entry.PhotoId == before);
        inOrder.Insert(place < 0 ? inOrder.Count : place, moved);
        return await RenumberAsync(inOrder, cancellation);
    }

    private Task<int> RenumberAsync(List<AlbumPhoto> inOrder, CancellationToken cancellation)
    {
        foreach (var (position, entry) in inOrder.Index())
        {
            entry.Position = position;
        }
        return db.SaveChangesAsync(cancellation);
    }

    public Task RemoveAsync(Viewer.Local maker, Guid albumId, Guid photoId, CancellationToken cancellation) =>
        db.AlbumPhotos.Where(entry => entry.AlbumId == albumId && entry.PhotoId == photoId
            && db.Albums.Any(album => album.Id == albumId && album.CreatedById == maker.MemberId))
            .ExecuteDeleteAsync(cancellation);

    private Task<Album?> FindOwnAsync(Viewer.Local maker, Guid albumId, CancellationToken cancellation) =>
        db.Albums.Include(album => album.Photos)
            .SingleOrDefaultAsync(album => album.Id == albumId && album.CreatedById == maker.MemberId, cancellation);
}
