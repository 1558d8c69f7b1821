using NetVips;

namespace PrivateFed.Media;

/// <summary>How large a picture of one kind may be.</summary>
/// <param name="LongEdge">Pixels of what is made of it.</param>
/// <param name="Pixels">Of the file itself, however it is decoded.</param>
/// <param name="Bytes">What decoding may hold at once, of a file that is decoded whole.</param>
internal sealed record PictureBounds(int LongEdge, long Pixels, long Bytes = PictureBounds.BytesOfPhotos)
{
    /// <summary>What a small server survives.</summary>
    public const long BytesOfPhotos = 400_000_000;

    /// <summary>Decoders and what comes after them take up to six times as much: with this a portrait stays below 64 MB. Two megapixels of 8 bits with alpha.</summary>
    public const long BytesOfPortraits = 8_000_000;

    /// <summary>200 megapixels and a margin: the largest that phones make.</summary>
    public const long OfPhotos = 210_000_000;

    /// <summary>Portraits of people whom nobody has let in yet: larger than any server makes them.</summary>
    public const long OfPortraits = 4_000_000;
}

/// <summary>Turns a stranger's bytes into pixels in memory: upright, sRGB, 8 bits, three bands or four with alpha.</summary>
internal static class ReadPicture
{
    // Baseline JPEG and plain PNG are decoded line by line, so only the shrunk picture is held; but only a JPEG costs less the smaller it is made. Everything else is decoded whole: 400 MB at
    // the most, which a small server survives, and one such picture at a time.
    private const long PixelsInLines = 120_000_000;
    private const long PixelsAtOnce = 50_000_000;

    /// <summary>Bytes from which on a picture that is decoded whole waits for others of its kind.</summary>
    private const long LargeAtOnce = 64_000_000;

    /// <summary>Bytes of a file of which something at its ends has to be mended before it can be read.</summary>
    private const long MostToMend = 64 * 1024 * 1024;

    // 72 an inch, in dots per millimetre: a JPEG must name some print size, and the uploaded one tells of the machine it came from.
    private const double ScreenDots = 72 / 25.4;

    private static readonly Lock OneLargeAtOnce = new();

    private static readonly Refusal Damaged = new(
        "This picture is damaged or was cut off on its way. Please choose it again; if that does not help, the file itself is broken.");

    /// <summary>Reads the file, whatever it is called. An unreadable path is an exception; unreadable content is a refusal.</summary>
    public static Result<Image> FromFile(string file, PictureBounds bounds)
    {
        var start = StartOf(file);
        if (PictureKind.Refuse(start.AsSpan(0, Math.Min(start.Length, PictureKind.BytesToTell))) is { } refusal)
        {
            return refusal;
        }
        if (PictureKind.IsMoving(start))
        {
            return new FileInfo(file).Length <= MostToMend ? FromMoving(File.ReadAllBytes(file), bounds) : Damaged;
        }
        // A source, not a name: libvips takes options from the end of a name.
        using var source = Source.NewFromFile(file);
        var read = Decode(source, start, bounds, Enums.FailOn.Error);
        return read.Refusal == Damaged && PictureKind.IsJpeg(start) && new FileInfo(file).Length <= MostToMend ? WithEndMark(File.ReadAllBytes(file), bounds) : read;
    }

    /// <summary>The same for a picture that is in memory already.</summary>
    public static Result<Image> FromBytes(byte[] picture, PictureBounds bounds)
    {
        var start = picture[..Math.Min(picture.Length, ColourSignal.BytesToTell)];
        if (PictureKind.Refuse(start.AsSpan(0, Math.Min(start.Length, PictureKind.BytesToTell))) is { } refusal)
        {
            return refusal;
        }
        if (PictureKind.IsMoving(start))
        {
            return FromMoving([.. picture], bounds);
        }
        using var source = Source.NewFromMemory(picture);
        var read = Decode(source, start, bounds, Enums.FailOn.Error);
        return read.Refusal == Damaged && PictureKind.IsJpeg(start) ? WithEndMark(picture, bounds) : read;
    }

    private static byte[] StartOf(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[ColourSignal.BytesToTell];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    /// <summary>The first picture of a moving AVIF: it holds one as a still, which libvips reads once the file does not call itself moving.</summary>
    private static Result<Image> FromMoving(byte[] moving, PictureBounds bounds)
    {
        PictureKind.CallStill(moving);
        using var source = Source.NewFromMemory(moving);
        return Decode(source, moving, bounds, Enums.FailOn.Error);
    }

    /// <summary>
    /// A JPEG whose end mark alone is missing. Here even a warning refuses it: where a scan ends too early there is one, and a photo that
    /// lost part of itself on its way is not to pass for whole.
    /// </summary>
    private static Result<Image> WithEndMark(byte[] jpeg, PictureBounds bounds)
    {
        if (!JpegScans.LackOnlyTheEndMark(jpeg))
        {
            return Damaged;
        }
        using var source = Source.NewFromMemory([.. jpeg, 0xFF, 0xD9]);
        return Decode(source, jpeg, bounds, Enums.FailOn.Warning);
    }

    private static Result<Image> Decode(Source source, byte[] start, PictureBounds bounds, Enums.FailOn failOn)
    {
        try
        {
            // A cut-off file is refused even if little is missing: the sender still has the whole one and is here to send it again,
            // while a photo with a grey foot would be found only when the phone is gone. Warnings pass: many cameras write odd but
            // whole files. Not Image.ThumbnailSource, which opens and shrinks in one step: it passes FailOn to nobody.
            using var opened = Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: failOn);
            if (RefuseBySize(opened, bounds) is { } refusal)
            {
                return refusal;
            }
            var signal = ColourSignal.Of(start);
            if (ShrinkOnLoad(opened, bounds.LongEdge) is > 1 and var shrink)
            {
                using var smaller = Image.JpegloadSource(source, shrink: shrink, access: Enums.Access.Sequential, failOn: failOn);
                return Pixels(smaller, signal, bounds.LongEdge);
            }
            if (BytesWhole(opened) < LargeAtOnce)
            {
                return Pixels(opened, signal, bounds.LongEdge);
            }
            lock (OneLargeAtOnce)
            {
                return Pixels(opened, signal, bounds.LongEdge);
            }
        }
        catch (VipsException)
        {
            return Damaged;
        }
    }

    // Only the header has been read so far: a picture that claims to be enormous costs nothing.
    private static Refusal? RefuseBySize(Image opened, PictureBounds bounds)
    {
        var pixels = (long)opened.Width * opened.Height;
        var isSmallEnough = pixels <= bounds.Pixels
            && ((IsReadInLines(opened) && (pixels <= PixelsInLines || IsFrom(opened, "jpeg"))) || (pixels <= PixelsAtOnce && BytesWhole(opened) <= bounds.Bytes));
        return isSmallEnough ? null : new Refusal("This picture is too large: {0} megapixels. Please make it smaller and send it again.", pixels / 1_000_000);
    }

    private static bool IsReadInLines(Image opened) => (IsFrom(opened, "jpeg") || IsFrom(opened, "png")) && !opened.Contains("interlaced");

    private static bool IsFrom(Image opened, string loader) => ((string)opened.Get("vips-loader")).StartsWith(loader, StringComparison.Ordinal);

    /// <summary>What decoding holds at once, in bytes. An AVIF's planes stand beside the pixels that are made of them.</summary>
    private static long BytesWhole(Image opened)
    {
        var sample = opened.Format == Enums.BandFormat.Uchar ? 1 : 2;
        return IsReadInLines(opened) ? 0 : (long)opened.Width * opened.Height * opened.Bands * sample * (IsFrom(opened, "heif") ? 2 : 1);
    }

    /// <summary>A JPEG can be decoded at a half, a quarter or an eighth of its size, in as much less time and memory.</summary>
    private static int ShrinkOnLoad(Image opened, int longEdge) =>
        IsFrom(opened, "jpeg") && IsReadInLines(opened) ? Array.Find([8, 4, 2, 1], shrink => shrink == 1 || Math.Max(opened.Width, opened.Height) / shrink >= longEdge) : 1;

    private static Image Pixels(Image opened, ColourSignal? signal, int longEdge)
    {
        // A file without a profile is sRGB by custom; converting it all the same takes four times as long as everything else.
        var profiled = signal is null && (opened.Contains("icc-profile-data") || opened.Interpretation == Enums.Interpretation.Cmyk);
        using var plain = signal is null ? opened.Copy() : ToSrgb.From(opened, signal);
        using var upright = plain.ThumbnailImage(
            longEdge, height: longEdge, size: Enums.Size.Down, outputProfile: profiled ? "srgb" : null);
        using var srgb = upright.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = srgb.Cast(Enums.BandFormat.Uchar);
        using var withoutPrintSize = bytes.Copy(xres: ScreenDots, yres: ScreenDots);
        return withoutPrintSize.CopyMemory();
    }
}
