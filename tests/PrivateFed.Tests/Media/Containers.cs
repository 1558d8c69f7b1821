using System.Buffers.Binary;
using System.Text;

namespace PrivateFed.Tests.Media;

/// <summary>What a file of ours consists of, and files that nobody's program would write.</summary>
internal static class Containers
{
    /// <summary>The markers of a JPEG up to its pixels, or the chunks of a WebP: all places where something could hide.</summary>
    public static IEnumerable<string> PartsOf(byte[] file) => file[0] == 0xFF ? MarkersOf(file) : ChunksOf(file);

    /// <summary>A PNG whose header says what it likes.</summary>
    public static byte[] PngThatClaims(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. PngChunk("IHDR", header), .. PngChunk("IDAT", new byte[900]), .. PngChunk("IEND", [])];
    }

    /// <summary>One pixel a frame; the first red, all others blue.</summary>
    public static byte[] GifOf(int frames)
    {
        var gif = new List<byte>([.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]);
        for (var frame = 0; frame < frames; frame++)
        {
            gif.AddRange([0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, (byte)(frame == 0 ? 0x44 : 0x4C), 1, 0]);
        }

        return [.. gif, 0x3B];
    }

    private static IEnumerable<string> MarkersOf(byte[] jpeg)
    {
        for (var at = 2; ; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)))
        {
            yield return Convert.ToHexString(jpeg, at, 2);
            if (jpeg[at + 1] == 0xDA)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<string> ChunksOf(byte[] webp)
    {
        for (var at = 12; at < webp.Length; at += 8 + (BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4)) + 1) / 2 * 2)
        {
            yield return Encoding.ASCII.GetString(webp, at, 4);
        }
    }

    public static byte[] PngChunk(string type, byte[] content)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[checkedPart.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        checkedPart.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(checkedPart));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
