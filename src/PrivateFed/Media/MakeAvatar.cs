using PrivateFed.Houses;
using PrivateFed.Media.Pictures;

namespace PrivateFed.Media;

/// <summary>Makes a member's avatar from an upload: two squares around the face, encoded anew from pixels alone.</summary>
internal static class MakeAvatar
{
    /// <summary>The edge in pixels of the file for other servers; Mastodon shows no more.</summary>
    public const int ServerEdge = 400;

    // With this bound a phone's JPEG is decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.MaxPhotoPixels);

    /// <returns>Why the upload is no picture, or null if both files were written.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static async Task<Refusal?> MakeAsync(string upload, Settings settings, Guid avatarId, CancellationToken cancellation)
    {
        var (forServers, forPages) = (AvatarFiles.FileOf(settings, avatarId, AvatarFiles.ForServers),
            AvatarFiles.FileOf(settings, avatarId, AvatarFiles.ForPages));
        var made = await MakePictures.MakeAsync(upload, Bounds, Path.GetDirectoryName(forPages)!,
        [
            new PictureOutput(Path.GetFileName(forServers), ServerEdge, ServerEdge, Fit.Salient, Qualities: [88]),
            new PictureOutput(Path.GetFileName(forPages), MakeRemoteAvatar.Edge, MakeRemoteAvatar.Edge, Fit.Middle),
        ], cancellation);
        return made.Refusal;
    }
}
