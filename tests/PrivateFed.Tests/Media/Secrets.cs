using System.Text;

namespace PrivateFed.Tests.Media;

/// <summary>What phones and photo programs write beside the pixels, made by hand, so that nothing under test helped to make it.</summary>
internal static class Secrets
{
    public const string Owner = "Mara Lindqvist-Owner";
    public const string Serial = "SN-4815162342";
    public const string Note = "MAKERNOTE-SECRET";
    public const string Remark = "COMMENT-SECRET";

    /// <summary>Longer than three letters, so that compressed pixels do not contain one by chance.</summary>
    public static readonly string[] Marks =
        [Owner, Serial, Note, Remark, "Exif\0", "http://ns.adobe.com", "Photoshop", "8BIM", "ICC_PROFILE", "<x:xmpmeta", "<script"];

    public static byte[] Xmp => Encoding.UTF8.GetBytes(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
        + $"xmlns:dc='http://purl.org/dc/elements/1.1/' dc:creator='{Owner}'/></rdf:RDF></x:xmpmeta>");

    /// <summary>"Exif", then a little-endian TIFF: camera and owner, place, the maker's note, and a small copy of the picture.</summary>
    public static byte[] Exif(int orientation, byte[] thumbnail)
    {
        var tiff = new List<byte>([.. "II*\0"u8, 0, 0, 0, 0]);
        var camera = Append(tiff, false, Opaque(0x927C, Note), Text(0xA430, Owner), Text(0xA431, Serial));
        var place = Append(tiff, false, Text(1, "N"), Degrees(2, 59, 19, 46), Text(3, "E"), Degrees(4, 18, 4, 7));
        var small = tiff.Count;
        tiff.AddRange(thumbnail);
        var first = Append(
            tiff, true, Text(0x10F, "Kamera AB"), Number(0x112, orientation), Text(0x13B, Owner), Number(0x8769, camera),
            Number(0x8825, place));
        Append(tiff, false, Number(0x103, 6), Number(0x201, small), Number(0x202, thumbnail.Length));
        BitConverter.TryWriteBytes(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tiff)[4..8], first);
        return [.. "Exif\0\0"u8, .. tiff];
    }

    /// <summary>A JPEG with all of it, and a comment.</summary>
    public static byte[] InJpeg(byte[] jpeg, int orientation, byte[] thumbnail) =>
    [
        .. jpeg[..2],
        .. Segment(0xE1, Exif(orientation, thumbnail)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]),
        .. Segment(0xED, Iptc()),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Remark + "<script>alert(1)</script>")),
        .. jpeg[2..],
    ];

    /// <summary>A JPEG that says when it was taken, and nothing else.</summary>
    public static byte[] Dated(byte[] jpeg, string original, string? offset = null) =>
        [.. jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. Dates((0x9003, original), (0x9011, offset))]), .. jpeg[2..]];

    /// <summary>A TIFF with dates of the camera's clock, and those of the satellites.</summary>
    /// <param name="utcTime">Hours, minutes and seconds.</param>
    public static byte[] Dates(
        (ushort Tag, string? Value) first, (ushort Tag, string? Value) second, string? utcDay = null, int[]? utcTime = null)
    {
        var tiff = new List<byte>([.. "II*\0"u8, 0, 0, 0, 0]);
        var clock = Append(tiff, false,
            [.. new[] { first, second }.Where(one => one.Value is not null).Select(one => Text(one.Tag, one.Value!))]);
        var satellites = utcDay is null ? Append(tiff, false) : Append(tiff, false, Degrees(7, utcTime!), Text(29, utcDay));
        var start = Append(tiff, false, Number(0x8769, clock), Number(0x8825, satellites));
        BitConverter.TryWriteBytes(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tiff)[4..8], start);
        return [.. tiff];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Iptc()
    {
        byte[] byline = [0x1C, 2, 80, 0, (byte)Owner.Length, .. Encoding.ASCII.GetBytes(Owner)];
        return [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, (byte)byline.Length, .. byline, .. new byte[byline.Length % 2]];
    }

    // One directory of the TIFF at the end of what there is: entries, where the next one is, then the values longer than four bytes.
    private static int Append(List<byte> tiff, bool followed, params Entry[] entries)
    {
        var start = tiff.Count;
        var valuesAt = start + 2 + 12 * entries.Length + 4;
        var values = new List<byte>();
        tiff.AddRange(BitConverter.GetBytes((ushort)entries.Length));
        foreach (var entry in entries)
        {
            tiff.AddRange([.. BitConverter.GetBytes(entry.Tag), .. BitConverter.GetBytes(entry.Type),
                .. BitConverter.GetBytes(entry.Count)]);
            if (entry.Value.Length <= 4)
            {
                tiff.AddRange([.. entry.Value, .. new byte[4 - entry.Value.Length]]);
            }
            else
            {
                tiff.AddRange(BitConverter.GetBytes(valuesAt + values.Count));
                values.AddRange(entry.Value);
            }
        }

        tiff.AddRange([.. BitConverter.GetBytes(followed ? valuesAt + values.Count : 0), .. values]);
        return start;
    }

    private static Entry Text(ushort tag, string text) => new(tag, 2, text.Length + 1, [.. Encoding.ASCII.GetBytes(text), 0]);

    private static Entry Opaque(ushort tag, string text) => new(tag, 7, text.Length, Encoding.ASCII.GetBytes(text));

    // Orientation and compression are 16 bits wide, offsets 32; little-endian makes one of the other.
    private static Entry Number(ushort tag, int value) =>
        new(tag, tag is 0x112 or 0x103 ? (ushort)3 : (ushort)4, 1, BitConverter.GetBytes(value));

    private static Entry Degrees(ushort tag, params int[] parts) =>
        new(tag, 5, 3, [.. parts.SelectMany(part => (byte[])[.. BitConverter.GetBytes(part), .. BitConverter.GetBytes(1)])]);

    private sealed record Entry(ushort Tag, ushort Type, int Count, byte[] Value);
}
