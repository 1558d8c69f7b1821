using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Media.Saving;

/// <summary>Reads what is saved, through the gate: only photos that the viewer may save.</summary>
internal static class ReadSavedPhotos
{
    /// <summary>A photo of a post or a comment, or the viewer's own that is not published yet; null if it is not for them.</summary>
    public static async Task<SavedPhoto?> OneAsync(HouseDb db, Viewer.Local viewer, Guid id, CancellationToken cancellation)
    {
        var photo = await db.PhotosToSave(viewer).AsNoTracking().SingleOrDefaultAsync(photo => photo.Id == id, cancellation);
        if (photo is null)
        {
            return null;
        }
        var post = photo.PostId is { } postId ? (await PostsAsync(db, viewer, [postId], cancellation)).GetValueOrDefault(postId)
            : photo.CommentId is { } commentId ? await CommentAsync(db, viewer, commentId, cancellation)
            : new SavedPost(photo.Id, "", "", null, photo.UploadedAt);
        return post is null ? null : SavedPhoto.Of(photo, post);
    }

    /// <summary>The photos of a post, in order; none if there is none for this viewer.</summary>
    public static async Task<IReadOnlyList<SavedPhoto>> OfPostAsync(
        HouseDb db, Viewer.Local viewer, Guid postId, CancellationToken cancellation) =>
        await WithPostsAsync(db, viewer,
            await db.PhotosToSave(viewer).AsNoTracking().Where(photo => photo.PostId == postId).OrderBy(photo => photo.Position)
                .ToListAsync(cancellation),
            cancellation);

    /// <summary>The photos of an album, in order; none if there is none for this viewer.</summary>
    public static async Task<IReadOnlyList<SavedPhoto>> OfAlbumAsync(
        HouseDb db, Viewer.Local viewer, Guid albumId, CancellationToken cancellation)
    {
        var ids = await SavablePhotos.InAlbumAsync(db, viewer, albumId, cancellation);
        var inside = db.AlbumPhotos.Where(entry => entry.AlbumId == albumId).Select(entry => entry.PhotoId);
        var photos = await db.PhotosToSave(viewer).AsNoTracking().Where(photo => inside.Contains(photo.Id))
            .ToDictionaryAsync(photo => photo.Id, cancellation);
        return await WithPostsAsync(db, viewer, [.. ids.Where(photos.ContainsKey).Select(id => photos[id])], cancellation);
    }

    private static async Task<IReadOnlyList<SavedPhoto>> WithPostsAsync(
        HouseDb db, Viewer.Local viewer, List<Photo> photos, CancellationToken cancellation)
    {
        var posts = await PostsAsync(db, viewer, [.. photos.Select(photo => photo.PostId).OfType<Guid>().Distinct()], cancellation);
        return [.. photos.Where(photo => photo.PostId is { } postId && posts.ContainsKey(postId))
            .Select(photo => SavedPhoto.Of(photo, posts[photo.PostId!.Value]))];
    }

    private static Task<Dictionary<Guid, SavedPost>> PostsAsync(
        HouseDb db, Viewer.Local viewer, List<Guid> ids, CancellationToken cancellation) =>
        db.VisiblePosts(viewer).Where(post => ids.Contains(post.Id))
            .Select(post => new SavedPost(post.Id, post.Title, post.Html, post.HappenedOn, post.PublishedAt))
            .ToDictionaryAsync(post => post.Id, cancellation);

    private static Task<SavedPost?> CommentAsync(HouseDb db, Viewer.Local viewer, Guid id, CancellationToken cancellation) =>
        db.VisibleComments(viewer).Where(comment => comment.Id == id)
            .Select(comment => new SavedPost(comment.Id, "", comment.Html, null, comment.PublishedAt))
            .SingleOrDefaultAsync(cancellation);
}
