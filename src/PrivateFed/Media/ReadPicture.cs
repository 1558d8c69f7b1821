using NetVips;

namespace PrivateFed.Media;

/// <summary>Turns a stranger's bytes into pixels in memory: upright, sRGB, 8 bits, three bands or four with alpha.</summary>
internal static class ReadPicture
{
    // Baseline JPEG and plain PNG are decoded line by line, so only the shrunk picture is held. 120 megapixels is beyond the phones
    // that say 108.
    private const long PixelsInLines = 120_000_000;

    // Everything else is decoded whole, at four to eight bytes a pixel: 400 MB at the most, which a small server survives.
    private const long PixelsAtOnce = 50_000_000;

    // 72 an inch, in dots per millimetre: a JPEG must name some print size, and the uploaded one tells of the machine it came from.
    private const double ScreenDots = 72 / 25.4;

    private static readonly Refusal Damaged = new(
        "This picture is damaged or was cut off on its way. Please choose it again; if that does not help, the file itself is broken.");

    /// <summary>Reads the file, whatever it is called. An unreadable path is an exception; unreadable content is a refusal.</summary>
    public static Result<Image> FromFile(string file, int longEdge)
    {
        if (PictureKind.Refuse(StartOf(file)) is { } refusal)
        {
            return refusal;
        }

        // A source, not a name: libvips takes options from the end of a name.
        using var source = Source.NewFromFile(file);
        return Decode(source, longEdge);
    }

    /// <summary>The same for a picture that is in memory already.</summary>
    /// <param name="picture">The file.</param>
    /// <param name="longEdge">Pixels that are enough.</param>
    /// <param name="mostPixels">What its header may claim at the most; more than we read at all makes no difference.</param>
    public static Result<Image> FromBytes(byte[] picture, int longEdge, long mostPixels = long.MaxValue)
    {
        if (PictureKind.Refuse(picture.AsSpan(0, Math.Min(picture.Length, PictureKind.BytesToTell))) is { } refusal)
        {
            return refusal;
        }

        using var source = Source.NewFromMemory(picture);
        return Decode(source, longEdge, mostPixels);
    }

    private static byte[] StartOf(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[PictureKind.BytesToTell];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    private static Result<Image> Decode(Source source, int longEdge, long mostPixels = long.MaxValue)
    {
        try
        {
            // A cut-off file is refused even if little is missing: the sender still has the whole one and is here to send it again,
            // while a photo with a grey foot would be found only when the phone is gone. Warnings pass: many cameras write odd but
            // whole files. Not Image.ThumbnailSource, which opens and shrinks in one step: it passes FailOn to nobody.
            using var opened = Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            return RefuseBySize(opened, mostPixels) is { } refusal ? refusal : Pixels(opened, longEdge);
        }
        catch (VipsException)
        {
            return Damaged;
        }
    }

    // Only the header has been read so far: a picture that claims to be enormous costs nothing.
    private static Refusal? RefuseBySize(Image opened, long mostPixels)
    {
        var loader = (string)opened.Get("vips-loader");
        var inLines = (loader.StartsWith("jpeg", StringComparison.Ordinal) || loader.StartsWith("png", StringComparison.Ordinal))
            && !opened.Contains("interlaced");
        var pixels = (long)opened.Width * opened.Height;
        return pixels <= Math.Min(mostPixels, inLines ? PixelsInLines : PixelsAtOnce)
            ? null
            : new Refusal("This picture is too large: {0} megapixels. Please make it smaller and send it again.", pixels / 1_000_000);
    }

    private static Image Pixels(Image opened, int longEdge)
    {
        // A file without a profile is sRGB by custom; converting it all the same takes four times as long as everything else.
        var profiled = opened.Contains("icc-profile-data") || opened.Interpretation == Enums.Interpretation.Cmyk;
        using var upright = opened.ThumbnailImage(
            longEdge, height: longEdge, size: Enums.Size.Down, outputProfile: profiled ? "srgb" : null);
        using var srgb = upright.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = srgb.Cast(Enums.BandFormat.Uchar);
        using var withoutPrintSize = bytes.Copy(xres: ScreenDots, yres: ScreenDots);
        return withoutPrintSize.CopyMemory();
    }
}
