using System.Buffers.Binary;
using System.Text;

namespace PrivateFed.Media.Pictures;

/// <summary>
/// The colour space that a file without an ICC profile gives in numbers: a PNG in cICP or gAMA, an AVIF in its colr box. The image library
/// ignores them, so that a bright picture would come out dark and flat.
/// </summary>
/// <param name="Primaries">Of ITU-T H.273: 1 is sRGB's, 9 BT.2020's, 12 Display P3's.</param>
/// <param name="Transfer">Of ITU-T H.273: 8 is linear, 13 sRGB's, 16 PQ, 18 HLG.</param>
/// <param name="Gamma">Of a PNG's gAMA, the exponent by which light was made a sample; null if there is none.</param>
internal sealed record ColourSignal(int Primaries, int Transfer, double? Gamma = null)
{
    /// <summary>The number of bytes at a file's beginning to search for a signal: headers come before pixels.</summary>
    public const int HeaderBytes = 64 * 1024;

    private const int Srgb = 13;
    private const int SrgbPrimaries = 1;

    private const int MaxParts = 1_000;

    /// <summary>PQ or HLG, whose samples go beyond paper white.</summary>
    public bool IsHighRange => Gamma is null && Transfer is 16 or 18;

    /// <returns>Null if no conversion is needed, or a profile describes the colours better.</returns>
    public static ColourSignal? Of(byte[] start)
    {
        var signal = PictureKind.IsPng(start) ? InPng(start) : start.Length > 8 && start.AsSpan(4, 4).SequenceEqual("ftyp"u8)
            ? InAvif(start)
            : null;
        return signal is { Gamma: null, Primaries: not (9 or 12), Transfer: not (4 or 5 or 8 or 16 or 18) } or { Gamma: > 0.43 and < 0.48 }
            ? null
            : signal;
    }

    /// <summary>PNG (third edition), 4.3: the first of cICP, iCCP, sRGB and gAMA counts.</summary>
    private static ColourSignal? InPng(ReadOnlySpan<byte> png)
    {
        ColourSignal? gamma = null;
        var hasProfile = false;
        for (var (at, parts) = (8, 0); at + 12 <= png.Length && parts < MaxParts; parts++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            var name = png.Slice(at + 4, 4);
            if (length > png.Length - at - 12 || name.SequenceEqual("IDAT"u8))
            {
                break;
            }
            var content = png.Slice(at + 8, (int)length);
            if (name.SequenceEqual("cICP"u8) && length == 4)
            {
                return new ColourSignal(content[0], content[1]);
            }
            hasProfile |= name.SequenceEqual("iCCP"u8) || name.SequenceEqual("sRGB"u8);
            if (name.SequenceEqual("gAMA"u8) && length == 4
                && BinaryPrimitives.ReadUInt32BigEndian(content) is >= 10_000 and <= 300_000 and var hundredThousandths)
            {
                gamma = new ColourSignal(SrgbPrimaries, Srgb, hundredThousandths / 100_000.0);
            }
            at += 12 + (int)length;
        }
        return hasProfile ? null : gamma;
    }

    /// <summary>
    /// Finds the first colr box of kind nclx among the properties of a file without a profile (ISO/IEC 23008-12, meta / iprp / ipco).
    /// </summary>
    private static ColourSignal? InAvif(ReadOnlyMemory<byte> file)
    {
        ColourSignal? signal = null;
        foreach (var (name, box) in Boxes(Inside(Inside(Inside(file, "meta", skip: 4), "iprp"), "ipco")).Where(box => box.Name == "colr"))
        {
            var content = box.Span;
            if (content.StartsWith("prof"u8) || content.StartsWith("rICC"u8))
            {
                return null;
            }
            if (content.StartsWith("nclx"u8) && content.Length >= 8)
            {
                signal ??= new ColourSignal(
                    BinaryPrimitives.ReadUInt16BigEndian(content[4..]), BinaryPrimitives.ReadUInt16BigEndian(content[6..]));
            }
        }
        return signal;
    }

    private static ReadOnlyMemory<byte> Inside(ReadOnlyMemory<byte> boxes, string wanted, int skip = 0) =>
        Boxes(boxes).Where(box => box.Name == wanted && box.Content.Length >= skip).Select(box => box.Content[skip..]).FirstOrDefault();

    /// <summary>A box longer than the bytes that were read is cut off at their end.</summary>
    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> Boxes(ReadOnlyMemory<byte> boxes)
    {
        for (var parts = 0; boxes.Length >= 8 && parts < MaxParts; parts++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(boxes.Span);
            if (length < 8)
            {
                yield break;
            }
            var end = (int)Math.Min(length, (uint)boxes.Length);
            yield return (Encoding.Latin1.GetString(boxes.Span[4..8]), boxes[8..end]);
            boxes = boxes[end..];
        }
    }

    /// <summary>Converts a sample to light from 0 to 1, where 1 is paper white. Brighter light is compressed below it.</summary>
    /// <param name="sample">From 0 to 1.</param>
    public double ToLight(double sample) => Gamma is { } gamma ? Math.Pow(sample, 1 / gamma) : Transfer switch
    {
        4 => Math.Pow(sample, 2.2),
        5 => Math.Pow(sample, 2.8),
        8 => sample,
        16 => BelowWhite(Pq(sample)),
        18 => BelowWhite(Hlg(sample)),
        _ => sample <= 0.04045 ? sample / 12.92 : Math.Pow((sample + 0.055) / 1.055, 2.4),
    };

    /// <summary>The matrix, by rows, from light in these primaries to light in sRGB's; null if they are the same.</summary>
    public double[,]? ToSrgbPrimaries() => Primaries switch
    {
        9 => new[,] { { 1.660491, -0.587641, -0.072850 }, { -0.124550, 1.132900, -0.008349 }, { -0.018151, -0.100579, 1.118730 } },
        12 => new[,] { { 1.224940, -0.224940, 0 }, { -0.042057, 1.042057, 0 }, { -0.019638, -0.078636, 1.098274 } },
        _ => null,
    };

    // SMPTE ST 2084, in units of 203 candela per square metre, which BT.2408 calls the white of graphics.
    private static double Pq(double sample)
    {
        var root = Math.Pow(sample, 32 / 2523.0);
        return Math.Pow(Math.Max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root), 8192 / 1305.0) * 10_000 / 203;
    }

    // BT.2100, as a screen of 1000 candela shows it, in the same units.
    private static double Hlg(double sample)
    {
        var scene = sample <= 0.5 ? sample * sample / 3 : (Math.Exp((sample - 0.55991073) / 0.17883277) + 0.28466892) / 12;
        return Math.Pow(scene, 1.2) * 1000 / 203;
    }

    // Below the knee light stays as it is: faces and rooms. A sky of five times paper white still differs from one of two.
    private static double BelowWhite(double light)
    {
        const double knee = 0.7;
        return light <= knee ? light : knee + (1 - knee) * (1 - Math.Exp(-(light - knee) / (1 - knee)));
    }
}
