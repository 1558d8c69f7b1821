using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media.Saving;

/// <summary>
/// A JPEG of ours with the date of the photo and nothing else about it, so that it finds its place among a phone's own photos: an Exif
/// segment with DateTime and DateTimeOriginal (Exif 2.32, 4.6.5).
/// </summary>
/// <param name="file">A JPEG as <see cref="MakeRenditions"/> writes it.</param>
/// <param name="date">By a clock on the wall: Exif knows no time zone here.</param>
/// <exception cref="IOException">The file is gone or cannot be read.</exception>
public sealed class DatedJpeg(StoredFile file, DateTime date) : SplicedJpeg(file, SegmentOf(date))
{
    /// <summary>Bytes that the date adds to the file.</summary>
    public const int SegmentLength = 4 + ExifHeaderLength + TiffLength;

    private const int ExifHeaderLength = 6;
    private const int DateLength = 20;

    // Offsets from the beginning of the TIFF header, which is 8 bytes long. A directory has 2 bytes, 12 for each entry, and 4.
    private const int MainDirectory = 8;
    private const int ExifDirectory = MainDirectory + 2 + (2 * 12) + 4;
    private const int MainDate = ExifDirectory + 2 + 12 + 4;
    private const int OriginalDate = MainDate + DateLength;
    private const int TiffLength = OriginalDate + DateLength;

    private const ushort DateTimeTag = 0x0132;
    private const ushort ExifDirectoryTag = 0x8769;
    private const ushort DateTimeOriginalTag = 0x9003;
    private const ushort AsciiType = 2;
    private const ushort LongType = 4;

    private static byte[] SegmentOf(DateTime date)
    {
        var segment = new byte[SegmentLength];
        BinaryPrimitives.WriteUInt16BigEndian(segment, 0xFFE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), SegmentLength - 2);
        "Exif\0\0"u8.CopyTo(segment.AsSpan(4));
        WriteTiff(segment.AsSpan(4 + ExifHeaderLength), date.ToString("yyyy':'MM':'dd HH':'mm':'ss", CultureInfo.InvariantCulture));
        return segment;
    }

    private static void WriteTiff(Span<byte> tiff, string date)
    {
        "MM\0*"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt32BigEndian(tiff[4..], MainDirectory);
        BinaryPrimitives.WriteUInt16BigEndian(tiff[MainDirectory..], 2);
        WriteEntry(tiff[(MainDirectory + 2)..], DateTimeTag, AsciiType, DateLength, MainDate);
        WriteEntry(tiff[(MainDirectory + 14)..], ExifDirectoryTag, LongType, 1, ExifDirectory);
        BinaryPrimitives.WriteUInt16BigEndian(tiff[ExifDirectory..], 1);
        WriteEntry(tiff[(ExifDirectory + 2)..], DateTimeOriginalTag, AsciiType, DateLength, OriginalDate);
        Encoding.ASCII.GetBytes(date, tiff[MainDate..]);
        Encoding.ASCII.GetBytes(date, tiff[OriginalDate..]);
    }

    /// <param name="value">The value itself, or where it stands.</param>
    private static void WriteEntry(Span<byte> entry, ushort tag, ushort type, uint count, uint value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(entry, tag);
        BinaryPrimitives.WriteUInt16BigEndian(entry[2..], type);
        BinaryPrimitives.WriteUInt32BigEndian(entry[4..], count);
        BinaryPrimitives.WriteUInt32BigEndian(entry[8..], value);
    }
}
