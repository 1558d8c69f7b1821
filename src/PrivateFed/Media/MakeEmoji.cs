using PrivateFed.Media.Pictures;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>Makes the small picture of a custom emoji from whatever picture its server offers; of an animation, the first frame.</summary>
internal static class MakeEmoji
{
    /// <summary>Height in pixels; three times the height in a line of text.</summary>
    public const int Height = 72;

    /// <summary>Largest width in pixels: some emoji are words.</summary>
    public const int MaxWidth = 288;

    /// <summary>Limit of width times height, as the file's header states them.</summary>
    public const long MaxPixels = 1_000_000;

    /// <returns>False for a drawing (SVG), a damaged file and one with too many pixels.</returns>
    /// <exception cref="IOException">The file cannot be written, or the bucket cannot be reached.</exception>
    public static async Task<bool> MakeAsync(byte[] picture, MediaStorage storage, Guid id, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        var output = new PictureOutput($"{id:N}.webp", MaxWidth, Height);
        var made = await MakePictures.MakeRemoteAsync(
            picture, new PictureBounds(MaxWidth, MaxPixels), work.FullPath, output, cancellation);
        await (made.Succeeded ? storage.PutAsync(MediaKeys.EmojiPicture(id), work.PathOf(output.Name), cancellation)
            : Task.CompletedTask);
        return made.Succeeded;
    }
}
