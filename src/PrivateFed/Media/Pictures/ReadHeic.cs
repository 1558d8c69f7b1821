using ImageMagick;
using NetVips;

namespace PrivateFed.Media.Pictures;

/// <summary>
/// Decodes an iPhone's HEIC into pixels, in its own colours and upright, with the decoder inside Magick.NET; libvips' build has none
/// (docs/decisions/decoders.md).
/// </summary>
internal static class ReadHeic
{
    private const long MaxPixels = 50_000_000;

    /// <param name="folder">For what does not fit into memory.</param>
    /// <returns>
    /// The pixels, and apart from them what the camera says of the picture: beside them, libvips would turn the picture once more.
    /// </returns>
    /// <exception cref="MagickException">The file is damaged.</exception>
    public static (Image Picture, byte[]? Exif) Decode(string file, string folder)
    {
        MagickNET.SetTempDirectory(folder);
        ResourceLimits.Thread = 1;
        ResourceLimits.Width = ResourceLimits.Height = 20_000;
        ResourceLimits.Area = (ulong)MaxPixels;
        ResourceLimits.Memory = 800_000_000;
        ResourceLimits.Disk = 0;
        // The kind is named: no file is to choose its decoder.
        using var picture = new MagickImage(new FileInfo(file), new MagickReadSettings { Format = MagickFormat.Heic });
        var bands = picture.HasAlpha ? 4 : 3;
        using var pixels = picture.GetPixels();
        var bytes = pixels.ToByteArray(bands == 4 ? "RGBA" : "RGB")!;
        using var plain = Image.NewFromMemoryCopy<byte>(bytes, (int)picture.Width, (int)picture.Height, bands, Enums.BandFormat.Uchar);
        using var coloured = plain.Copy(interpretation: Enums.Interpretation.Srgb);
        var inColours = picture.GetColorProfile()?.ToByteArray() is { } profile
            ? coloured.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", profile))
            : coloured.Copy();
        return (inColours, picture.GetExifProfile()?.ToByteArray());
    }
}
