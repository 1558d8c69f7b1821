using NetVips;

namespace PrivateFed.Media;

/// <summary>Makes of a photo's small rendition the picture that travels in a letter.</summary>
internal static class MakeEmailPicture
{
    private const int Edge = 240;

    /// <returns>A JPEG, which every mail program shows; null when the file is not there, or is no picture any more.</returns>
    public static Task<byte[]?> MakeAsync(string file, CancellationToken cancellation) => ImageWork.RunAsync(() => From(file), cancellation);

    private static byte[]? From(string file)
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
