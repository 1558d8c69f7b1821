namespace PrivateFed.Media.Storing;

/// <summary>
/// A file in a bucket, read in pieces: whoever asks for its middle causes a request for its middle alone, and a slow reader keeps no
/// connection to the bucket open for long. The first piece is small, since many readers want no more. It is read asynchronously only.
/// </summary>
/// <param name="read">Asks for the bytes from one offset to another, which is included.</param>
internal sealed class BucketStream(long length, Func<long, long, CancellationToken, Task<Stream>> read) : Stream
{
    private const int FirstPiece = 1 << 20;
    private const int FurtherPiece = 8 << 20;

    private Stream? _piece;
    private long _pieceOffset;
    private long _pieceEnd;
    private int _pieceLength = FirstPiece;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <exception cref="IOException">The file is gone, or the bucket cannot be reached.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= length)
        {
            return 0;
        }
        if (_piece is null || Position != _pieceOffset || _pieceOffset == _pieceEnd)
        {
            await OpenPieceAsync(cancellationToken);
        }
        var count = await ReadPieceAsync(buffer, cancellationToken);
        if (count == 0)
        {
            throw new MediaUnavailableException("The bucket sent less than it announced.");
        }
        _pieceOffset = Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously only.");

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _piece?.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task OpenPieceAsync(CancellationToken cancellation)
    {
        var closed = _piece;
        _piece = null;
        await (closed?.DisposeAsync() ?? ValueTask.CompletedTask);
        (_pieceOffset, _pieceEnd) = (Position, Math.Min(length, Position + _pieceLength));
        _pieceLength = FurtherPiece;
        _piece = await read(_pieceOffset, _pieceEnd - 1, cancellation);
    }

    private async Task<int> ReadPieceAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await _piece!.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _pieceEnd - _pieceOffset)], cancellation);
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException)
        {
            throw new MediaUnavailableException("The connection to the bucket broke.", problem);
        }
    }
}
