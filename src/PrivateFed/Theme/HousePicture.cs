using PrivateFed.Media.Pictures;
using PrivateFed.Media.Storing;

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

    /// <returns>The refusal when the upload is not a picture; null when both files are kept.</returns>
    /// <exception cref="IOException">The files cannot be written, or the bucket cannot be reached.</exception>
    internal static async Task<Refusal?> MakeAsync(string upload, MediaStorage storage, Guid id, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        var made = await MakePictures.MakeAsync(
            upload, new PictureBounds(LargeWidth * 2, PictureBounds.MaxPhotoPixels), work.FullPath,
            [Band(Large, LargeWidth), Band(Small, SmallWidth)], cancellation);
        foreach (var size in made.Succeeded ? (string[])[Small, Large] : [])
        {
            await storage.PutAsync(MediaKeys.HousePicture(id, size), work.PathOf(size), cancellation);
        }
        return made.Refusal;

        // The most interesting band.
        PictureOutput Band(string size, int width) => new(size, width, width / Proportion, Fit.Salient);
    }

    internal static async Task DeleteAsync(MediaStorage storage, Guid id)
    {
        await storage.DeleteAsync(MediaKeys.HousePicture(id, Small));
        await storage.DeleteAsync(MediaKeys.HousePicture(id, Large));
    }
}
