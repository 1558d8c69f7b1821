using System.Text;

namespace PrivateFed.Media.Saving.Zip;

/// <summary>
/// The records around the files in a ZIP (APPNOTE.TXT 6.3.10, 4.3): stored without compression, names in UTF-8, ZIP64 only where a number
/// does not fit. Their lengths depend on names, sizes and offsets alone.
/// </summary>
internal static class ZipRecords
{
    private const ushort Version = 20;
    private const ushort VersionWithZip64 = 45;
    private const ushort NamesAreUtf8 = 1 << 11;
    private const ushort Stored = 0;
    private const ushort Zip64Extra = 0x0001;
    private const ushort TimestampExtra = 0x5455;

    /// <summary>Made by Unix: programs then take the permissions below, and no other attributes.</summary>
    private const ushort MadeByUnix = 3 << 8;

    /// <summary>A plain file that its owner may write and everybody may read.</summary>
    private const uint Permissions = 0x81A4u << 16;

    private static readonly DateTime FirstDosTime = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime LastDosTime = new(2107, 12, 31, 23, 59, 58, DateTimeKind.Unspecified);

    /// <summary>The record before a file's contents (4.3.7).</summary>
    public static byte[] LocalHeader(ZipEntry entry, uint checksum)
    {
        var isLarge = IsLarge(entry.Length);
        return Write(record =>
        {
            record.Write(0x04034b50u);
            record.Write(isLarge ? VersionWithZip64 : Version);
            WriteCommon(record, entry, checksum);
            WriteNameAndExtra(record, entry, isLarge ? [entry.Length, entry.Length] : [], comment: false);
        });
    }

    /// <summary>A file's record in the central directory (4.3.12).</summary>
    /// <param name="offset">Of the local header.</param>
    public static byte[] DirectoryRecord(ZipEntry entry, uint checksum, long offset)
    {
        long[] large = [.. new[] { entry.Length, entry.Length, offset }.Where(IsLarge)];
        var version = large.Length > 0 ? VersionWithZip64 : Version;
        return Write(record =>
        {
            record.Write(0x02014b50u);
            record.Write((ushort)(MadeByUnix | version));
            record.Write(version);
            WriteCommon(record, entry, checksum);
            WriteNameAndExtra(record, entry, large, comment: true, offset);
        });
    }

    /// <summary>The end of the ZIP (4.3.14 to 4.3.16).</summary>
    public static byte[] End(long count, long directoryOffset, long directoryLength) => Write(record =>
    {
        if (count >= ushort.MaxValue || IsLarge(directoryOffset) || IsLarge(directoryLength))
        {
            WriteZip64End(record, count, directoryOffset, directoryLength);
        }
        record.Write(0x06054b50u);
        record.Write(0u);
        var shown = (ushort)Math.Min(count, ushort.MaxValue);
        record.Write(shown);
        record.Write(shown);
        record.Write(In32Bits(directoryLength));
        record.Write(In32Bits(directoryOffset));
        record.Write((ushort)0);
    });

    private static void WriteZip64End(BinaryWriter record, long count, long directoryOffset, long directoryLength)
    {
        record.Write(0x06064b50u);
        record.Write(44L);
        record.Write((ushort)(MadeByUnix | VersionWithZip64));
        record.Write(VersionWithZip64);
        record.Write(0L);
        record.Write(count);
        record.Write(count);
        record.Write(directoryLength);
        record.Write(directoryOffset);
        record.Write(0x07064b50u);
        record.Write(0u);
        record.Write(directoryOffset + directoryLength);
        record.Write(1u);
    }

    /// <summary>What both records of a file have in common, from the flags to the sizes.</summary>
    private static void WriteCommon(BinaryWriter record, ZipEntry entry, uint checksum)
    {
        var (date, time) = DosTime(entry.ModifiedAt.DateTime);
        record.Write(NamesAreUtf8);
        record.Write(Stored);
        record.Write(time);
        record.Write(date);
        record.Write(checksum);
        record.Write(In32Bits(entry.Length));
        record.Write(In32Bits(entry.Length));
    }

    /// <param name="large">The numbers that do not fit into 32 bits, in their order.</param>
    /// <param name="comment">Whether the fields of the central directory stand between the lengths and the name.</param>
    private static void WriteNameAndExtra(BinaryWriter record, ZipEntry entry, long[] large, bool comment, long offset = 0)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var extra = Write(fields => WriteExtra(fields, entry.ModifiedAt, large));
        record.Write(checked((ushort)name.Length));
        record.Write((ushort)extra.Length);
        if (comment)
        {
            record.Write((ushort)0);
            record.Write((ushort)0);
            record.Write((ushort)0);
            record.Write(Permissions);
            record.Write(In32Bits(offset));
        }
        record.Write(name);
        record.Write(extra);
    }

    /// <summary>ZIP64 (4.5.3), and Info-ZIP's extended timestamp in seconds since 1970, where it fits (1901 to 2038).</summary>
    private static void WriteExtra(BinaryWriter fields, DateTimeOffset modifiedAt, long[] large)
    {
        if (large.Length > 0)
        {
            fields.Write(Zip64Extra);
            fields.Write((ushort)(large.Length * sizeof(long)));
            Array.ForEach(large, fields.Write);
        }
        if (modifiedAt.ToUnixTimeSeconds() is var seconds and >= int.MinValue and <= int.MaxValue)
        {
            fields.Write(TimestampExtra);
            fields.Write((ushort)5);
            fields.Write((byte)1);
            fields.Write((int)seconds);
        }
    }

    private static (ushort Date, ushort Time) DosTime(DateTime local)
    {
        var shown = local < FirstDosTime ? FirstDosTime : local > LastDosTime ? LastDosTime : local;
        return ((ushort)(((shown.Year - 1980) << 9) | (shown.Month << 5) | shown.Day),
            (ushort)((shown.Hour << 11) | (shown.Minute << 5) | (shown.Second / 2)));
    }

    private static bool IsLarge(long number) => number >= uint.MaxValue;

    private static uint In32Bits(long number) => (uint)Math.Min(number, uint.MaxValue);

    private static byte[] Write(Action<BinaryWriter> fill)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        fill(writer);
        return bytes.ToArray();
    }
}
