using System.Buffers;
using System.IO.Hashing;
using Microsoft.Extensions.Caching.Memory;

namespace PrivateFed.Media.Saving;

/// <summary>
/// The CRC-32 of photos as they are saved. They are remembered, so that a download that goes on from the middle need not read every file
/// before it again.
/// </summary>
public sealed class PhotoChecksums : IDisposable
{
    /// <summary>How many are remembered: about 5 MB.</summary>
    private const int MostRemembered = 20_000;

    private const int BufferLength = 1 << 17;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <param name="version">What the file and the date in it are; another version has another checksum.</param>
    /// <param name="open">Opens the photo as it is saved.</param>
    public async Task<uint> FindAsync(Guid photoId, string version, Func<Task<Stream>> open, CancellationToken cancellation)
    {
        if (_known.TryGetValue((photoId, version), out uint known))
        {
            return known;
        }
        await using var photo = await open();
        return _known.Set((photoId, version), await ComputeAsync(photo, cancellation), new MemoryCacheEntryOptions { Size = 1 });
    }

    public void Dispose() => _known.Dispose();

    private static async Task<uint> ComputeAsync(Stream photo, CancellationToken cancellation)
    {
        var crc = new Crc32();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            for (int read; (read = await photo.ReadAsync(buffer, cancellation)) > 0;)
            {
                crc.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return crc.GetCurrentHashAsUInt32();
    }
}
