using System.Buffers;

namespace PrivateFed.Media.Uploads;

/// <summary>What became of a chunk.</summary>
internal enum ChunkOutcome
{
    Taken,

    /// <summary>Another request is writing to the same upload.</summary>
    InUse,

    /// <summary>It does not begin where the upload ends.</summary>
    WrongOffset,

    /// <summary>It goes on beyond the length that was promised.</summary>
    TooLong,

    /// <summary>The disk is full. What went in before counts.</summary>
    NoRoom,

    /// <summary>The upload was deleted meanwhile.</summary>
    Gone,
}

/// <summary>
/// Appends a chunk to an upload while it arrives, through a small buffer. What arrived before the connection was cut counts, and is on disk
/// before the answer.
/// </summary>
internal static class ReceiveChunk
{
    /// <summary>Bytes of one chunk: proxies that stand in front of a house let this much through.</summary>
    public const long MaxBytes = 50_000_000;

    private const int BufferSize = 81_920;

    /// <param name="offset">Where the chunk begins.</param>
    /// <param name="chunk">Fails when the connection is cut.</param>
    /// <returns>The outcome, and the number of bytes that the upload has then.</returns>
    public static async Task<(ChunkOutcome Outcome, long Offset)> AppendAsync(
        ResumableUpload upload, long offset, Stream chunk, CancellationToken cancellation)
    {
        if (Open(upload, out var problem) is not { } file)
        {
            return (problem, upload.Offset);
        }
        await using (file)
        {
            if (file.Length != offset)
            {
                return (ChunkOutcome.WrongOffset, file.Length);
            }
            file.Seek(0, SeekOrigin.End);
            try
            {
                var outcome = await CopyAsync(chunk, file, upload.Length, cancellation);
                if (outcome == ChunkOutcome.TooLong)
                {
                    file.SetLength(offset);
                }
                return (outcome, file.Length);
            }
            catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                file.SetLength(offset);
                throw;
            }
            finally
            {
                file.Flush(flushToDisk: true);
            }
        }
    }

    /// <summary>Opens the file so that nobody else, in no process, writes to it at the same time.</summary>
    private static FileStream? Open(ResumableUpload upload, out ChunkOutcome problem)
    {
        problem = ChunkOutcome.InUse;
        try
        {
            return new FileStream(upload.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
        }
        catch (FileNotFoundException)
        {
            problem = ChunkOutcome.Gone;
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<ChunkOutcome> CopyAsync(Stream chunk, FileStream file, long length, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await chunk.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                if (file.Length + read > length)
                {
                    return ChunkOutcome.TooLong;
                }
                if (!await WriteAsync(file, buffer.AsMemory(0, read)))
                {
                    return ChunkOutcome.NoRoom;
                }
            }
            return ChunkOutcome.Taken;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<bool> WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await file.WriteAsync(bytes, CancellationToken.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
