using System.Security.Cryptography;

namespace PrivateFed.Media.Storing;

/// <summary>The SHA-256 of a file.</summary>
internal static class FileHash
{
    /// <param name="contents">Is disposed.</param>
    public static async Task<byte[]> OfAsync(Stream contents, CancellationToken cancellation)
    {
        await using (contents)
        {
            return await SHA256.HashDataAsync(contents, cancellation);
        }
    }
}
