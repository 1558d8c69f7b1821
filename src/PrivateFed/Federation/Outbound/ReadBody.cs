using System.IO.Compression;

namespace PrivateFed.Federation.Outbound;

/// <summary>
/// Reads a response body up to a limit. Requests ask for uncompressed bodies. A body that is compressed anyway is decompressed while it is
/// read, so that the limit applies to the result and a small response cannot become a large one.
/// </summary>
public static class ReadBody
{
    /// <summary>Value of Accept-Encoding in every request.</summary>
    public const string Identity = "identity";

    /// <param name="content">The response's body; a single coding of gzip, deflate or br is decompressed.</param>
    /// <param name="limit">Bytes after decompression.</param>
    public static async Task<Result<byte[]>> AtMostAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        var codings = content.Headers.ContentEncoding.Where(coding => !coding.Equals(Identity, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (content.Headers.ContentLength > limit)
        {
            return TooLarge(limit);
        }
        await using var compressed = await content.ReadAsStreamAsync(cancellation);
        await using var stream = codings switch
        {
            [] => compressed,
            [var coding] => Decompress(compressed, coding),
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
        using var result = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (result.Length + count > limit)
            {
                return TooLarge(limit);
            }
            result.Write(buffer, 0, count);
        }
        return result.ToArray();
    }

    // "deflate" means the zlib format (RFC 9110 section 8.4.1.2).
    private static Stream? Decompress(Stream compressed, string coding) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(compressed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(compressed, CompressionMode.Decompress),
        "br" => new BrotliStream(compressed, CompressionMode.Decompress),
        _ => null,
    };

    private static Refusal TooLarge(int limit) => new($"The answer is larger than {limit} bytes.");
}
