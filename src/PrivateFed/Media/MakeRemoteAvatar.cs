using PrivateFed.Media.Pictures;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>Makes the small square avatar of a remote actor from whatever picture their server offers.</summary>
public static class MakeRemoteAvatar
{
    /// <summary>In pixels: 88 on the page, for screens with two device pixels per CSS pixel.</summary>
    public const int Edge = 176;

    // Large enough for a sharp crop, small enough for a JPEG to be decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.MaxAvatarPixels, PictureBounds.MaxAvatarBytes);

    /// <summary>
    /// Makes a WebP of 176 x 176 pixels, cut from the middle, and keeps it.
    /// Waits while another remote avatar is being made.
    /// </summary>
    /// <returns>False for what is no picture.</returns>
    /// <exception cref="IOException">The file cannot be written, or the bucket cannot be reached.</exception>
    public static Task<bool> MakeAsync(byte[] picture, MediaStorage storage, Guid remoteActorId, CancellationToken cancellation) =>
        MakeSmallPicture.MakeAsync(
            picture, Bounds, new PictureOutput($"{remoteActorId:N}.webp", Edge, Edge, Fit.Middle), storage,
            MediaKeys.RemoteAvatar(remoteActorId), cancellation);
}
