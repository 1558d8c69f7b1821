using PrivateFed.Houses;
using PrivateFed.Media.Pictures;

namespace PrivateFed.Media;

/// <summary>Makes the small picture of a custom emoji from whatever picture its server offers; of an animation, the first frame.</summary>
internal static class MakeEmoji
{
    public const string Folder = "emoji";

    /// <summary>Height in pixels; three times the height in a line of text.</summary>
    public const int Height = 72;

    /// <summary>Largest width in pixels: some emoji are words.</summary>
    public const int MaxWidth = 288;

    /// <summary>Limit of width times height, as the file's header states them.</summary>
    public const long MaxPixels = 1_000_000;

    public static string FileOf(Settings settings, Guid id) => Path.Combine(settings.MediaFolder, Folder, $"{id:N}.webp");

    /// <returns>False for a drawing (SVG), a damaged file and one with too many pixels.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<bool> MakeAsync(byte[] picture, Settings settings, Guid id, CancellationToken cancellation)
    {
        var file = FileOf(settings, id);
        var output = new PictureOutput(Path.GetFileName(file), MaxWidth, Height);
        var made = await MakePictures.MakeRemoteAsync(
            picture, new PictureBounds(MaxWidth, MaxPixels), Path.GetDirectoryName(file)!, output, cancellation);
        return made.Succeeded;
    }
}
