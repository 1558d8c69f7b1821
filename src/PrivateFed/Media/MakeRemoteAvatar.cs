using NetVips;

namespace PrivateFed.Media;

/// <summary>Makes the small square avatar of a remote actor from whatever picture their server offers.</summary>
public static class MakeRemoteAvatar
{
    /// <summary>In pixels: 88 on the page, for screens with two device pixels per CSS pixel.</summary>
    public const int Edge = 176;

    // Large enough for a sharp crop, small enough for a JPEG to be decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.MaxAvatarPixels, PictureBounds.MaxAvatarBytes);

    /// <summary>
    /// Writes a WebP of 176 x 176 pixels, cut from the middle, and returns the file. It appears only when complete; its folder must exist.
    /// Waits while another remote avatar is being made.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task<Result<FileInfo>> MakeAsync(byte[] picture, string file, CancellationToken cancellation) =>
        ImageWork.RunForRemoteAsync(() => Make(picture, file), cancellation);

    private static Result<FileInfo> Make(byte[] picture, string file)
    {
        var read = ReadPicture.FromBytes(picture, Bounds);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        using var whole = read.Value;
        using var avatar = whole.ThumbnailImage(Edge, height: Edge, crop: Enums.Interesting.Centre);
        return Write(avatar, file);
    }

    private static FileInfo Write(Image avatar, string file)
    {
        var unfinished = file + ".part";
        try
        {
            avatar.SaveAsWebp(unfinished);
            File.Move(unfinished, file, overwrite: true);
            return new FileInfo(file);
        }
        catch (VipsException e)
        {
            throw new IOException($"The avatar could not be written to {file}.", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
