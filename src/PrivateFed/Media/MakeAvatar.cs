using PrivateFed.Media.Pictures;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>Makes a member's avatar from an upload: two squares around the face, encoded anew from pixels alone.</summary>
internal static class MakeAvatar
{
    /// <summary>The edge in pixels of the file for other servers; Mastodon shows no more.</summary>
    public const int ServerEdge = 400;

    // With this bound a phone's JPEG is decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.MaxPhotoPixels);

    /// <returns>Why the upload is no picture, or null if both files are kept.</returns>
    /// <exception cref="IOException">The files cannot be written, or the bucket cannot be reached.</exception>
    public static async Task<Refusal?> MakeAsync(string upload, MediaStorage storage, Guid avatarId, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        var (forServers, forPages) = ($"{avatarId:N}{AvatarFiles.ForServers}", $"{avatarId:N}{AvatarFiles.ForPages}");
        var made = await MakePictures.MakeAsync(upload, Bounds, work.FullPath,
        [
            new PictureOutput(forServers, ServerEdge, ServerEdge, Fit.Salient, Qualities: [88]),
            new PictureOutput(forPages, MakeRemoteAvatar.Edge, MakeRemoteAvatar.Edge, Fit.Middle),
        ], cancellation);
        if (made.Succeeded)
        {
            await storage.PutAsync(MediaKeys.Avatar(avatarId, AvatarFiles.ForPages), work.PathOf(forPages), cancellation);
            await storage.PutAsync(MediaKeys.Avatar(avatarId, AvatarFiles.ForServers), work.PathOf(forServers), cancellation);
        }
        return made.Refusal;
    }
}
