using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media.Saving;

/// <summary>
/// A JPEG of ours with the date of the photo and nothing else about it, so that it finds its place among a phone's own photos: an Exif
/// segment with DateTime, DateTimeOriginal and, where it is known, OffsetTimeOriginal (Exif 2.32, 4.6.5).
/// </summary>
/// <param name="file">A JPEG as <see cref="MakeRenditions"/> writes it.</param>
/// <exception cref="IOException">The file is gone or cannot be read.</exception>
public sealed class DatedJpeg(StoredFile file, TakenAt date) : SplicedJpeg(file, SegmentOf(date))
{
    /// <summary>Bytes that a date adds to the file.</summary>
    public const int SegmentLength = 4 + ExifHeaderLength + OriginalOffset;

    private const int ExifHeaderLength = 6;
    private const int EntryLength = 12;
    private const int DateLength = 20;
    private const int OffsetLength = 7;

    // Places from the beginning of the TIFF header, which is 8 bytes long. A directory has 2 bytes, its entries, and 4 bytes. Where the
    // offset from UTC is known, its entry follows the dates', and everything behind stands that much later.
    private const int MainDirectory = 8;
    private const int ExifDirectory = MainDirectory + 2 + (2 * EntryLength) + 4;
    private const int MainDate = ExifDirectory + 2 + EntryLength + 4;
    private const int OriginalDate = MainDate + DateLength;
    private const int OriginalOffset = OriginalDate + DateLength;

    private const ushort DateTimeTag = 0x0132;
    private const ushort ExifDirectoryTag = 0x8769;
    private const ushort DateTimeOriginalTag = 0x9003;
    private const ushort OffsetTimeOriginalTag = 0x9011;
    private const ushort AsciiType = 2;
    private const ushort LongType = 4;

    /// <summary>Bytes that this date adds to the file.</summary>
    public static int SegmentLengthOf(TakenAt date) => SegmentLength + (date.Offset is null ? 0 : EntryLength + OffsetLength);

    private static byte[] SegmentOf(TakenAt date)
    {
        var segment = new byte[SegmentLengthOf(date)];
        BinaryPrimitives.WriteUInt16BigEndian(segment, 0xFFE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        "Exif\0\0"u8.CopyTo(segment.AsSpan(4));
        WriteTiff(segment.AsSpan(4 + ExifHeaderLength), date);
        return segment;
    }

    private static void WriteTiff(Span<byte> tiff, TakenAt date)
    {
        var (entries, later) = date.Offset is null ? ((ushort)1, 0) : ((ushort)2, EntryLength);
        "MM\0*"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt32BigEndian(tiff[4..], MainDirectory);
        BinaryPrimitives.WriteUInt16BigEndian(tiff[MainDirectory..], 2);
        WriteEntry(tiff[(MainDirectory + 2)..], DateTimeTag, AsciiType, DateLength, MainDate + later);
        WriteEntry(tiff[(MainDirectory + 2 + EntryLength)..], ExifDirectoryTag, LongType, 1, ExifDirectory);
        BinaryPrimitives.WriteUInt16BigEndian(tiff[ExifDirectory..], entries);
        WriteEntry(tiff[(ExifDirectory + 2)..], DateTimeOriginalTag, AsciiType, DateLength, OriginalDate + later);
        var clock = date.Clock.ToString("yyyy':'MM':'dd HH':'mm':'ss", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(clock, tiff[(MainDate + later)..]);
        Encoding.ASCII.GetBytes(clock, tiff[(OriginalDate + later)..]);
        if (date.Offset is { } offset)
        {
            WriteEntry(
                tiff[(ExifDirectory + 2 + EntryLength)..], OffsetTimeOriginalTag, AsciiType, OffsetLength, OriginalOffset + later);
            Encoding.ASCII.GetBytes(
                (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
                tiff[(OriginalOffset + later)..]);
        }
    }

    /// <param name="value">The value itself, or where it stands.</param>
    private static void WriteEntry(Span<byte> entry, ushort tag, ushort type, uint count, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(entry, tag);
        BinaryPrimitives.WriteUInt16BigEndian(entry[2..], type);
        BinaryPrimitives.WriteUInt32BigEndian(entry[4..], count);
        BinaryPrimitives.WriteInt32BigEndian(entry[8..], value);
    }
}
