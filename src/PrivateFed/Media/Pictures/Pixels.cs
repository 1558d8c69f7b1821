using NetVips;

namespace PrivateFed.Media.Pictures;

/// <summary>The steps that every rendition shares.</summary>
internal static class Pixels
{
    /// <summary>The picture within a square of that edge, in memory; a smaller one keeps its size.</summary>
    public static Image ShrunkTo(this Image picture, int longEdge)
    {
        using var smaller = picture.ThumbnailImage(longEdge, height: longEdge, size: Enums.Size.Down);
        return smaller.CopyMemory();
    }

    /// <summary>Without alpha, on a white background.</summary>
    public static Image OnWhite(this Image picture) => picture.HasAlpha() ? picture.Flatten(background: [255]) : picture.Copy();

    /// <summary>
    /// Saves pixels and alpha, nothing else. Effort 2 of 6: on a photo effort 4 takes more than twice as long and saves nothing that a
    /// reader would notice.
    /// </summary>
    public static void SaveAsWebp(this Image picture, string file, int quality) =>
        picture.Webpsave(file, q: quality, effort: 2, keep: Enums.ForeignKeep.None);
}
