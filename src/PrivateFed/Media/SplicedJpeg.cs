using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>
/// A JPEG of ours with one more segment, inserted while it is read: the pixels are unchanged. It is read asynchronously only.
/// </summary>
public abstract class SplicedJpeg : Stream
{
    private readonly Stream _file;
    private readonly long _fileLength;
    private readonly byte[] _segment;

    /// <summary>The first bytes of the file, up to the length of its header; empty until something is read.</summary>
    private readonly byte[] _start = new byte[6];

    /// <summary>The offset of the segment: after the header that a JFIF file begins with; 0 until something is read.</summary>
    private int _segmentOffset;

    /// <param name="file">A JPEG as <see cref="MakeRenditions"/> writes it.</param>
    /// <param name="segment">Marker, length and contents.</param>
    /// <exception cref="IOException">The file is gone or cannot be read.</exception>
    protected SplicedJpeg(StoredFile file, byte[] segment) => (_file, _fileLength, _segment) = (file.Open(), file.Length, segment);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _fileLength + _segment.Length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }
        await (_segmentOffset == 0 ? FindOffsetAsync(cancellationToken) : Task.CompletedTask);
        var start = Math.Min(_start.Length, _segmentOffset);
        var read = Position < start ? Copy(_start.AsSpan(0, start), 0, buffer.Span)
            : Position >= _segmentOffset && Position < _segmentOffset + _segment.Length ? Copy(_segment, _segmentOffset, buffer.Span)
            : await _file.ReadAsync(buffer[..SeekFile(buffer.Length)], cancellationToken);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously only.");

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
            _file.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task FindOffsetAsync(CancellationToken cancellation)
    {
        _file.Position = 0;
        var hasHeader = await _file.ReadAtLeastAsync(_start, _start.Length, throwOnEndOfStream: false, cancellation) == _start.Length
            && _start[2] == 0xFF && _start[3] == 0xE0;
        _segmentOffset = hasHeader ? 4 + (_start[4] << 8) + _start[5] : 2;
    }

    /// <summary>Copies from the position on.</summary>
    /// <param name="offset">Of the source's first byte.</param>
    private int Copy(ReadOnlySpan<byte> source, int offset, Span<byte> buffer)
    {
        var left = source[(int)(Position - offset)..];
        left = left[..Math.Min(left.Length, buffer.Length)];
        left.CopyTo(buffer);
        return left.Length;
    }

    /// <summary>Sets the file's position to match.</summary>
    /// <returns>How much of it may be read in one go.</returns>
    private int SeekFile(int wanted)
    {
        var isBefore = Position < _segmentOffset;
        _file.Position = isBefore ? Position : Position - _segment.Length;
        return isBefore ? (int)Math.Min(wanted, _segmentOffset - Position) : wanted;
    }
}
