using NetVips;
using PrivateFed.Houses;
using PrivateFed.Media;

namespace PrivateFed.Theme;

/// <summary>Files of the picture above the timeline: a wide band in two sizes.</summary>
public static class HousePicture
{
    public const string Small = "small.webp";
    public const string Large = "large.webp";

    /// <summary>Width in pixels of the small and the large file; the height is a third of it.</summary>
    public const int SmallWidth = 800;
    public const int LargeWidth = 1600;
    public const int Proportion = 3;

    public static string FileOf(Settings settings, Guid id, string size) => Path.Combine(Folder(settings), $"{id:N}-{size}");

    /// <returns>The refusal when the upload is not a picture; null when both files were written.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    internal static Task<Refusal?> MakeAsync(string upload, Settings settings, Guid id, CancellationToken cancellation) =>
        ImageWork.RunAsync(() => Make(upload, settings, id), cancellation);

    private static Refusal? Make(string upload, Settings settings, Guid id)
    {
        var read = ReadPicture.FromFile(upload, new PictureBounds(LargeWidth * 2, PictureBounds.MaxPhotoPixels));
        if (!read.Succeeded)
        {
            return read.Refusal;
        }
        using var whole = read.Value;
        Directory.CreateDirectory(Folder(settings));
        try
        {
            Write(whole, LargeWidth, FileOf(settings, id, Large));
            Write(whole, SmallWidth, FileOf(settings, id, Small));
            return null;
        }
        catch (VipsException problem)
        {
            Delete(settings, id);
            throw new IOException("The picture of the house could not be written.", problem);
        }
    }

    internal static void Delete(Settings settings, Guid id)
    {
        File.Delete(FileOf(settings, id, Small));
        File.Delete(FileOf(settings, id, Large));
    }

    /// <summary>Crops to the most interesting band.</summary>
    private static void Write(Image whole, int width, string file)
    {
        using var band = whole.ThumbnailImage(width, height: width / Proportion, crop: Enums.Interesting.Attention);
        band.SaveAsWebp(file);
    }

    private static string Folder(Settings settings) => Path.Combine(settings.MediaFolder, "house");
}
