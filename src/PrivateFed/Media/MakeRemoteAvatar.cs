using NetVips;

namespace PrivateFed.Media;

/// <summary>Makes the small square by which a person is recognised, from whatever picture their server offers.</summary>
public static class MakeRemoteAvatar
{
    /// <summary>In pixels: 88 on the page, for screens with two pixels to one.</summary>
    public const int Edge = 176;

    // Enough for the crop to stay sharp, little enough for a JPEG to be decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.OfPortraits, PictureBounds.BytesOfPortraits);

    /// <summary>
    /// Writes a WebP of 176 x 176 pixels, cut from the middle, and gives the file. It appears only when whole; its folder must exist. Waits while
    /// another face is being made.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task<Result<FileInfo>> MakeAsync(byte[] picture, string file, CancellationToken cancellation) =>
        ImageWork.RunForRemoteAsync(() => From(picture, file), cancellation);

    private static Result<FileInfo> From(byte[] picture, string file)
    {
        var read = ReadPicture.FromBytes(picture, Bounds);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        using var whole = read.Value;
        using var face = whole.ThumbnailImage(Edge, height: Edge, crop: Enums.Interesting.Centre);
        return Write(face, file);
    }

    private static FileInfo Write(Image face, string file)
    {
        var unfinished = file + ".part";
        try
        {
            face.SaveAsWebp(unfinished);
            File.Move(unfinished, file, overwrite: true);
            return new FileInfo(file);
        }
        catch (VipsException e)
        {
            throw new IOException($"The face could not be written to {file}.", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
