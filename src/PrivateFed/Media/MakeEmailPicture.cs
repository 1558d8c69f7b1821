using NetVips;

namespace PrivateFed.Media;

/// <summary>Makes the picture embedded in an email from a photo's small rendition.</summary>
internal static class MakeEmailPicture
{
    private const int Edge = 240;

    /// <returns>A JPEG, which every mail program shows; null if the file is missing or not a picture any more.</returns>
    public static Task<byte[]?> MakeAsync(string file, CancellationToken cancellation) =>
        ImageWork.RunAsync(() => Make(file), cancellation);

    private static byte[]? Make(string file)
    {
        try
        {
            using var picture = Image.NewFromFile(file);
            using var small = picture.ShrunkTo(Edge);
            using var opaque = small.OnWhite();
            return opaque.JpegsaveBuffer(q: 75, optimizeCoding: true, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException)
        {
            return null;
        }
    }
}
