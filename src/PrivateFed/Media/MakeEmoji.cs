using NetVips;
using PrivateFed.Houses;

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
    public static Task<bool> MakeAsync(byte[] picture, Settings settings, Guid id, CancellationToken cancellation) =>
        ImageWork.RunForRemoteAsync(() => Make(picture, settings, id), cancellation);

    private static bool Make(byte[] picture, Settings settings, Guid id)
    {
        var read = ReadPicture.FromBytes(picture, new PictureBounds(MaxWidth, MaxPixels));
        if (!read.Succeeded)
        {
            return false;
        }
        using var whole = read.Value;
        using var small = whole.ThumbnailImage(MaxWidth, height: Height, size: Enums.Size.Down);
        var file = FileOf(settings, id);
        var unfinished = file + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            small.SaveAsWebp(unfinished);
            File.Move(unfinished, file, overwrite: true);
            return true;
        }
        catch (VipsException problem)
        {
            throw new IOException($"The emoji could not be written to {file}.", problem);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
