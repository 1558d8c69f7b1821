using PrivateFed.Houses;
using PrivateFed.Media.Pictures;

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

    public static string FileOf(Settings settings, Guid id, string size) => Path.Combine(Folder(settings), NameOf(id, size));

    /// <returns>The refusal when the upload is not a picture; null when both files were written.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    internal static async Task<Refusal?> MakeAsync(string upload, Settings settings, Guid id, CancellationToken cancellation)
    {
        var made = await MakePictures.MakeAsync(
            upload, new PictureBounds(LargeWidth * 2, PictureBounds.MaxPhotoPixels), Folder(settings),
            [Band(Large, LargeWidth), Band(Small, SmallWidth)], cancellation);
        return made.Refusal;

        // The most interesting band.
        PictureOutput Band(string size, int width) => new(NameOf(id, size), width, width / Proportion, Fit.Salient);
    }

    internal static void Delete(Settings settings, Guid id)
    {
        File.Delete(FileOf(settings, id, Small));
        File.Delete(FileOf(settings, id, Large));
    }

    private static string NameOf(Guid id, string size) => $"{id:N}-{size}";

    private static string Folder(Settings settings) => Path.Combine(settings.MediaFolder, "house");
}
