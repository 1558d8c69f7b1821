using ImageMagick;
using NetVips;

namespace PrivateFed.Media.Pictures;

/// <summary>Decodes a stranger's bytes into pixels in memory: upright, sRGB, 8 bits, three bands or four with alpha.</summary>
/// <param name="isAlone">Whether no other large picture is being decoded on this machine.</param>
/// <param name="folder">For what a decoder may have to put aside.</param>
internal sealed class ReadPicture(PictureBounds bounds, bool isAlone, string folder)
{
    // Baseline JPEG and plain PNG are decoded line by line, so that only the shrunk picture is held, but only a JPEG costs less time at
    // smaller sizes. Everything else is decoded whole: 400 MB at most, which a small server survives, and one such picture at a time.
    private const long MaxPixelsByLine = 120_000_000;
    private const long MaxPixelsWhole = 50_000_000;

    /// <summary>A picture decoded whole waits for others of its kind from this size on, in bytes.</summary>
    private const long LargeBytes = 64_000_000;

    /// <summary>The largest file, in bytes, that is repaired at its beginning or end before it is read.</summary>
    private const long MaxRepairBytes = 64 * 1024 * 1024;

    // 72 dpi in dots per millimetre: a JPEG must name some print size, and the uploaded one reveals something about the device it came
    // from.
    private const double ScreenDots = 72 / 25.4;

    /// <summary>What the decoder of JPEGs says of pixels that changed along the way; it shows something else in their place.</summary>
    private static readonly string[] RottenPixels = ["bad Huffman code", "premature end of data segment", "found marker"];

    /// <summary>The block of the file that was read in which cameras say how and when it was taken; null if there is none.</summary>
    public byte[]? Exif { get; private set; }

    /// <summary>
    /// Reads a file, whatever its name. An unreadable path is an exception, unreadable content a refusal; null is a large picture that has
    /// to be alone and is not.
    /// </summary>
    public Result<Image>? FromFile(string file)
    {
        var start = StartOf(file);
        if (PictureKind.Refuse(start.AsSpan(0, Math.Min(start.Length, PictureKind.BytesToTell))) is { } refusal)
        {
            return refusal;
        }
        if (PictureKind.IsHeic(start))
        {
            return FromHeic(file);
        }
        if (PictureKind.IsMoving(start))
        {
            return new FileInfo(file).Length <= MaxRepairBytes ? FromMoving(File.ReadAllBytes(file)) : MakePictures.Damaged;
        }
        // A source instead of a name, since libvips takes options from the end of a name.
        if (!PictureKind.IsJpeg(start))
        {
            using var source = Source.NewFromFile(file);
            return Decode(source, start, Enums.FailOn.Error);
        }
        var read = FromJpeg(file, start);
        return read?.Refusal == MakePictures.Damaged && new FileInfo(file).Length <= MaxRepairBytes
            ? WithEndMark(File.ReadAllBytes(file)) : read;
    }

    /// <summary>
    /// Reads a JPEG that its decoder has nothing to complain of, or only what says nothing of its pixels: many cameras write odd but whole
    /// files.
    /// </summary>
    private Result<Image>? FromJpeg(string file, byte[] start)
    {
        using var source = Source.NewFromFile(file);
        var read = Decode(source, start, Enums.FailOn.Warning, out var complaint);
        if (read?.Refusal != MakePictures.Damaged || RottenPixels.Any(rotten => complaint.Contains(rotten, StringComparison.Ordinal)))
        {
            return read;
        }
        using var again = Source.NewFromFile(file);
        return Decode(again, start, Enums.FailOn.Error);
    }

    private Result<Image>? FromHeic(string file)
    {
        var boxes = HeifBoxes.Read(file);
        if (!boxes.IsWhole)
        {
            return MakePictures.Damaged;
        }
        // The planes are held beside the pixels made from them.
        var (pixels, bytes) = (boxes.Width * boxes.Height, boxes.Width * boxes.Height * 8);
        if (pixels > Math.Min(bounds.Pixels, MaxPixelsWhole) || bytes > bounds.Bytes)
        {
            return TooLarge(pixels);
        }
        if (!isAlone && bytes >= LargeBytes)
        {
            return null;
        }
        try
        {
            var (picture, exif) = ReadHeic.Decode(file, folder);
            Exif = exif;
            using var decoded = picture;
            return ToUprightSrgb(decoded, signal: null, bounds.LongEdge);
        }
        catch (Exception broken) when (broken is MagickException or VipsException)
        {
            return MakePictures.Damaged;
        }
    }

    private static byte[] StartOf(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[ColourSignal.HeaderBytes];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    /// <summary>
    /// Reads the first frame of an animated AVIF: it holds one as a still, which libvips reads once the major brand is a still's.
    /// </summary>
    private Result<Image>? FromMoving(byte[] moving)
    {
        PictureKind.MarkAsStill(moving);
        using var source = Source.NewFromMemory(moving);
        return Decode(source, moving, Enums.FailOn.Error);
    }

    /// <summary>
    /// Reads a JPEG of which only the end marker is missing. Here even a warning refuses it: a scan that ends too early causes one, and a
    /// photo that lost a part in transit must not pass for whole.
    /// </summary>
    private Result<Image>? WithEndMark(byte[] jpeg)
    {
        if (!JpegScans.MayLackOnlyEndMarker(jpeg))
        {
            return MakePictures.Damaged;
        }
        using var source = Source.NewFromMemory([.. jpeg, 0xFF, 0xD9]);
        return Decode(source, jpeg, Enums.FailOn.Warning);
    }

    private Result<Image>? Decode(Source source, byte[] start, Enums.FailOn failOn) => Decode(source, start, failOn, out _);

    /// <param name="complaint">What the decoder says of a damaged file.</param>
    private Result<Image>? Decode(Source source, byte[] start, Enums.FailOn failOn, out string complaint)
    {
        complaint = "";
        try
        {
            // A cut-off file is refused even if little is missing: the sender still has the whole one and can send it again now, while a
            // photo with a grey bottom would be noticed only when the phone is gone. Image.ThumbnailSource, which opens and shrinks in one step, does not pass FailOn on.
            using var opened = Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: failOn);
            if (RefuseBySize(opened) is { } refusal)
            {
                return refusal;
            }
            Exif = ExifOf(opened);
            var signal = ColourSignal.Of(start);
            if (ShrinkOnLoad(opened, bounds.LongEdge) is > 1 and var shrink)
            {
                using var smaller = Image.JpegloadSource(source, shrink: shrink, access: Enums.Access.Sequential, failOn: failOn);
                return ToUprightSrgb(smaller, signal, bounds.LongEdge);
            }
            if (!isAlone && DecodedBytes(opened) >= LargeBytes)
            {
                return null;
            }
            return ToUprightSrgb(opened, signal, bounds.LongEdge);
        }
        catch (VipsException broken)
        {
            complaint = broken.Message;
            return MakePictures.Damaged;
        }
    }

    private static byte[]? ExifOf(Image opened) => opened.Contains("exif-data") ? (byte[])opened.Get("exif-data") : null;

    // Only the header has been read so far, so a picture that claims to be enormous costs nothing.
    private Refusal? RefuseBySize(Image opened)
    {
        var pixels = (long)opened.Width * opened.Height;
        var isSmallEnough = pixels <= bounds.Pixels
            && ((IsDecodedByLine(opened) && (pixels <= MaxPixelsByLine || IsFrom(opened, "jpeg")))
                || (pixels <= MaxPixelsWhole && DecodedBytes(opened) <= bounds.Bytes));
        return isSmallEnough ? null : TooLarge(pixels);
    }

    private static Refusal TooLarge(long pixels) =>
        new("This picture is too large: {0} megapixels. Please make it smaller and send it again.", pixels / 1_000_000);

    private static bool IsDecodedByLine(Image opened) =>
        (IsFrom(opened, "jpeg") || IsFrom(opened, "png")) && !opened.Contains("interlaced");

    private static bool IsFrom(Image opened, string loader) =>
        ((string)opened.Get("vips-loader")).StartsWith(loader, StringComparison.Ordinal);

    /// <summary>The bytes that decoding holds at once. An AVIF's planes are held beside the pixels made from them.</summary>
    private static long DecodedBytes(Image opened)
    {
        var sample = opened.Format == Enums.BandFormat.Uchar ? 1 : 2;
        return IsDecodedByLine(opened) ? 0 : (long)opened.Width * opened.Height * opened.Bands * sample * (IsFrom(opened, "heif") ? 2 : 1);
    }

    /// <summary>A JPEG can be decoded at a half, a quarter or an eighth of its size, which saves as much time and memory.</summary>
    private static int ShrinkOnLoad(Image opened, int longEdge) =>
        IsFrom(opened, "jpeg") && IsDecodedByLine(opened)
            ? Array.Find([8, 4, 2, 1], shrink => shrink == 1 || Math.Max(opened.Width, opened.Height) / shrink >= longEdge) : 1;

    private static Image ToUprightSrgb(Image opened, ColourSignal? signal, int longEdge)
    {
        // A file without a profile is sRGB by convention; converting it anyway would take four times as long as everything else.
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
