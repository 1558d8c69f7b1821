using System.Buffers.Binary;

namespace PrivateFed.Media.Pictures;

/// <summary>
/// Checks whether a JPEG without its end marker (EOI) has started every scan that it needs: each coefficient of each
/// component, to its last bit. If so, possibly only the marker is missing, which some programs forget to write. Only
/// decoding can tell whether the last scan is whole.
/// </summary>
internal static class JpegScans
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const int Coefficients = 64;

    /// <returns>False also for a JPEG with its end marker, which needs nothing appended.</returns>
    public static bool MayLackOnlyEndMarker(ReadOnlySpan<byte> jpeg)
    {
        var missing = new Dictionary<byte, HashSet<int>>();
        var at = 2;
        while (NextMarker(jpeg, ref at) is { } marker)
        {
            if (marker == EndOfImage || at + 2 > jpeg.Length)
            {
                return false;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
            if (length < 2 || at + length > jpeg.Length)
            {
                return false;
            }
            var segment = jpeg.Slice(at + 2, length - 2);
            at += length;
            if (IsFrame(marker) && !ReadFrame(segment, missing))
            {
                return false;
            }
            if (marker == StartOfScan && !ReadScan(segment, missing))
            {
                return false;
            }
        }
        return missing.Count > 0 && missing.Values.All(left => left.Count == 0);
    }

    // Baseline, extended and progressive; no camera writes the others.
    private static bool IsFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    private static byte? NextMarker(ReadOnlySpan<byte> jpeg, ref int at)
    {
        for (; at + 1 < jpeg.Length; at++)
        {
            // In pixel data 0xFF is followed by a zero; restart markers have no segment.
            if (jpeg[at] == 0xFF && jpeg[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                at += 2;
                return jpeg[at - 1];
            }
        }
        return null;
    }

    private static bool ReadFrame(ReadOnlySpan<byte> frame, Dictionary<byte, HashSet<int>> missing)
    {
        if (frame.Length < 6 || frame.Length < 6 + 3 * frame[5])
        {
            return false;
        }
        for (var component = 0; component < frame[5]; component++)
        {
            missing[frame[6 + 3 * component]] = [.. Enumerable.Range(0, Coefficients)];
        }
        return true;
    }

    private static bool ReadScan(ReadOnlySpan<byte> scan, Dictionary<byte, HashSet<int>> missing)
    {
        if (scan.Length < 4 || scan.Length < 4 + 2 * scan[0])
        {
            return false;
        }
        var range = scan[(1 + 2 * scan[0])..];
        var (first, last, bitsLeft) = (range[0], range[1], range[2] & 0x0F);
        for (var component = 0; component < scan[0]; component++)
        {
            if (bitsLeft == 0 && missing.TryGetValue(scan[1 + 2 * component], out var left))
            {
                left.RemoveWhere(coefficient => coefficient >= first && coefficient <= last);
            }
        }
        return true;
    }
}
