using System.Buffers.Binary;

namespace PrivateFed.Media.Films;

/// <summary>
/// The size of the pictures in an MP4 as its track headers say it (ISO/IEC 14496-12, 8.3.2). ffprobe names no size where the picture is
/// larger than it may be.
/// </summary>
internal static class MovieTracks
{
    /// <summary>Boxes that are looked at; a film has a few dozen.</summary>
    private const int MostBoxes = 1_000;

    /// <summary>Of the largest track; 0 when there is none.</summary>
    public static long MostPixels(string file)
    {
        using var stream = File.OpenRead(file);
        var (left, most) = (MostBoxes, 0L);
        Walk(0, stream.Length);
        return most;

        void Walk(long from, long to)
        {
            Span<byte> head = stackalloc byte[16];
            while (from + 8 <= to && left-- > 0)
            {
                stream.Position = from;
                var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
                var (size, start) = read < 8 ? (0, from) : SizeOf(head, from, to);
                if (size < 8)
                {
                    return;
                }
                if (head[4..8].SequenceEqual("moov"u8) || head[4..8].SequenceEqual("trak"u8))
                {
                    Walk(start, Math.Min(to, from + size));
                }
                else if (head[4..8].SequenceEqual("tkhd"u8) && size is >= 84 and < 200)
                {
                    most = Math.Max(most, PixelsOf(from + size - 8));
                }
                from += size;
            }
        }

        long PixelsOf(long at)
        {
            // Numbers of 16.16 bits
            Span<byte> edges = stackalloc byte[8];
            stream.Position = at;
            return stream.ReadAtLeast(edges, edges.Length, throwOnEndOfStream: false) < edges.Length ? 0
                : (long)BinaryPrimitives.ReadUInt16BigEndian(edges) * BinaryPrimitives.ReadUInt16BigEndian(edges[4..]);
        }
    }

    private static (long Size, long Start) SizeOf(ReadOnlySpan<byte> head, long from, long to) =>
        BinaryPrimitives.ReadUInt32BigEndian(head) switch
        {
            0 => (to - from, from + 8),
            1 => (Math.Min(to - from, (long)(BinaryPrimitives.ReadUInt64BigEndian(head[8..]) & long.MaxValue)), from + 16),
            var size => (size, from + 8),
        };
}
