using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media.Saving;

/// <summary>
/// The rule who may save a photo: of those who may see it its author, the owners, and everybody else where the author of the post allows
/// it. A photo of a comment follows its post, and whoever sent it may save it.
/// </summary>
public static class SavablePhotos
{
    /// <summary>The photos that the viewer may save, through the gate.</summary>
    public static IQueryable<Photo> PhotosToSave(this HouseDb db, Viewer.Local viewer)
    {
        var visible = db.VisiblePhotos(viewer);
        if (viewer.Role == Role.Owner)
        {
            return visible;
        }
        var posts = db.VisiblePosts(viewer).Where(post => post.AllowsSaving);
        var comments = posts.SelectMany(post => post.Comments).Select(comment => (Guid?)comment.Id);
        var ids = posts.Select(post => (Guid?)post.Id);
        return visible.Where(photo => photo.UploadedById == viewer.MemberId
            || ids.Contains(photo.PostId)
            || (photo.CommentId != null && comments.Contains(photo.CommentId)));
    }

    /// <summary>The same rule for a photo that the viewer is looking at.</summary>
    /// <param name="authorId">Whose photo it is.</param>
    /// <param name="isAllowed">Whether the author of the post allows it.</param>
    public static bool MaySave(Viewer viewer, Guid? authorId, bool isAllowed) =>
        viewer is Viewer.Local local && (isAllowed || local.Role == Role.Owner || local.MemberId == authorId);

    /// <summary>The photos of an album that the viewer may save, in order.</summary>
    public static Task<List<Guid>> InAlbumAsync(HouseDb db, Viewer.Local viewer, Guid albumId, CancellationToken cancellation)
    {
        var savable = db.PhotosToSave(viewer).Select(photo => photo.Id);
        return db.AlbumPhotos.Where(entry => entry.AlbumId == albumId && savable.Contains(entry.PhotoId))
            .OrderBy(entry => entry.Position).ThenBy(entry => entry.PhotoId).Select(entry => entry.PhotoId).ToListAsync(cancellation);
    }
}
