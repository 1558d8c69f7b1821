using NetVips;

namespace PrivateFed.Media;

/// <summary>A picture's size in pixels once it is upright, and its colours as a blurhash.</summary>
public sealed record Rendered(int Width, int Height, string Blurhash);

/// <summary>
/// Makes the renditions of an uploaded photo. Nothing of the uploaded file is ever served: each rendition is encoded anew from pixels
/// alone, so neither the place where a photo was taken nor anything else hidden in the file gets out.
/// </summary>
public static class MakeRenditions
{
    public const string Small = "small.webp";
    public const string Medium = "medium.webp";
    public const string Large = "large.webp";

    /// <summary>For people who save a photo, and for other servers: Mastodon accepts 16 MB and 33 megapixels, Pixelfed no WebP.</summary>
    public const string Full = "full.jpg";

    private const int FullEdge = 4096;
    private const long FullBytes = 15_500_000;

    /// <summary>
    /// Writes the four renditions into <paramref name="folder"/>, which is created. They appear there only when all are made, the full
    /// one last; after a refusal or an exception nothing is left. Waits while two other pictures are being made.
    /// </summary>
    /// <exception cref="IOException">The upload cannot be opened or the renditions cannot be written (a full disk).</exception>
    public static Task<Result<Rendered>> MakeAsync(string uploadedFile, string folder, CancellationToken cancellation) =>
        ImageWork.RunAsync(() => Make(uploadedFile, folder, cancellation), cancellation);

    private static Result<Rendered> Make(string uploadedFile, string folder, CancellationToken cancellation)
    {
        var read = ReadPicture.FromFile(uploadedFile, new PictureBounds(FullEdge, PictureBounds.MaxPhotoPixels));
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        using var picture = read.Value;
        var unfinished = Path.TrimEndingDirectorySeparator(folder) + ".part";
        try
        {
            Directory.CreateDirectory(unfinished);
            var rendered = Write(picture, unfinished, cancellation);
            MoveInto(folder, unfinished);
            return rendered;
        }
        catch (VipsException e)
        {
            throw new IOException($"The renditions could not be written to {folder}.", e);
        }
        finally
        {
            DeleteIfThere(unfinished);
        }
    }

    // Each size is made from the next larger one, so that the uploaded file is decoded once.
    private static Rendered Write(Image picture, string folder, CancellationToken cancellation)
    {
        WriteJpeg(picture, Path.Combine(folder, Full));
        using var large = WriteWebp(picture, 2400, Path.Combine(folder, Large), cancellation);
        using var medium = WriteWebp(large, 1200, Path.Combine(folder, Medium), cancellation);
        using var small = WriteWebp(medium, 480, Path.Combine(folder, Small), cancellation);
        return new Rendered(picture.Width, picture.Height, BlurhashOf(small));
    }

    // Baseline, because every receiver decodes it with little memory. Few photos need a second attempt: only noise is this large.
    private static void WriteJpeg(Image picture, string file)
    {
        using var opaque = picture.OnWhite();
        foreach (var quality in (int[])[88, 75, 50])
        {
            opaque.Jpegsave(file, q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            if (new FileInfo(file).Length <= FullBytes)
            {
                return;
            }
        }
    }

    private static Image WriteWebp(Image larger, int longEdge, string file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var picture = larger.ShrunkTo(longEdge);
        picture.SaveAsWebp(file);
        return picture;
    }

    private static string BlurhashOf(Image small)
    {
        using var tiny = small.ShrunkTo(64);
        using var opaque = tiny.OnWhite();
        var (across, down) = opaque.Width >= opaque.Height ? (4, 3) : (3, 4);
        return Blurhash.Encode(opaque.WriteToMemory<byte>(), opaque.Width, opaque.Height, across, down);
    }

    private static void MoveInto(string folder, string unfinished)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])[Small, Medium, Large, Full])
        {
            File.Move(Path.Combine(unfinished, name), Path.Combine(folder, name), overwrite: true);
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
