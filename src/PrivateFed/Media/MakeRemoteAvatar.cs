using PrivateFed.Media.Pictures;

namespace PrivateFed.Media;

/// <summary>Makes the small square avatar of a remote actor from whatever picture their server offers.</summary>
public static class MakeRemoteAvatar
{
    /// <summary>In pixels: 88 on the page, for screens with two device pixels per CSS pixel.</summary>
    public const int Edge = 176;

    // Large enough for a sharp crop, small enough for a JPEG to be decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.MaxAvatarPixels, PictureBounds.MaxAvatarBytes);

    /// <summary>
    /// Writes a WebP of 176 x 176 pixels, cut from the middle, and returns the file. It appears only when complete.
    /// Waits while another remote avatar is being made.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<Result<FileInfo>> MakeAsync(byte[] picture, string file, CancellationToken cancellation)
    {
        var output = new PictureOutput(Path.GetFileName(file), Edge, Edge, Fit.Middle);
        var made = await MakePictures.MakeRemoteAsync(picture, Bounds, Path.GetDirectoryName(file)!, output, cancellation);
        return made.Succeeded ? new FileInfo(file) : made.Refusal;
    }
}
