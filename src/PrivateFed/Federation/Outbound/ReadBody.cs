using System.IO.Compression;

namespace PrivateFed.Federation.Outbound;

/// <summary>
/// Reads the body of an answer, no more of it than was agreed. We ask for bodies as they are; one that comes compressed all the same is
/// unpacked while it is read, so that the bound holds for what comes out, and a small answer never becomes a large one.
/// </summary>
public static class ReadBody
{
    /// <summary>The Accept-Encoding of every request.</summary>
    public const string AsItIs = "identity";

    /// <param name="content">The answer's body; gzip, deflate and br are unpacked, each at most once.</param>
    /// <param name="limit">Bytes, after unpacking.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<Result<byte[]>> AtMostAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        var codings = content.Headers.ContentEncoding.Where(coding => !coding.Equals(AsItIs, StringComparison.OrdinalIgnoreCase)).ToList();
        if (content.Headers.ContentLength > limit)
        {
            return TooLarge(limit);
        }
        await using var packed = await content.ReadAsStreamAsync(cancellation);
        await using var stream = codings switch
        {
            [] => packed,
            [var coding] => Unpacked(packed, coding),
            _ => null,
        };
        if (stream is null)
        {
            return new Refusal($"The answer is encoded as {string.Join(", ", codings)}, which is not read.");
        }
        try
        {
            return await ReadAsync(stream, limit, cancellation);
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException)
        {
            return new Refusal("The answer is not compressed in the way that it says.");
        }
    }

    private static async Task<Result<byte[]>> ReadAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + count > limit)
            {
                return TooLarge(limit);
            }
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }

    // "deflate" is the zlib format (RFC 9110 section 8.4.1.2).
    private static Stream? Unpacked(Stream packed, string coding) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        _ => null,
    };

    private static Refusal TooLarge(int limit) => new($"The answer is larger than {limit} bytes.");
}
