namespace PrivateFed.Media;

/// <summary>A JPEG of ours with one more segment, inserted while it is read: the pixels are unchanged.</summary>
public abstract class SplicedJpeg : Stream
{
    private readonly FileStream _file;
    private readonly byte[] _segment;

    /// <summary>The offset of the segment: after the header that a JFIF file begins with.</summary>
    private readonly int _segmentOffset;

    /// <param name="path">A JPEG as <see cref="MakeRenditions"/> writes it.</param>
    /// <param name="segment">Marker, length and contents.</param>
    /// <exception cref="IOException">The file is gone or cannot be read.</exception>
    protected SplicedJpeg(string path, byte[] segment)
    {
        _segment = segment;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
            FileOptions.Asynchronous);
        Span<byte> start = stackalloc byte[6];
        var header = _file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[2] == 0xFF
            && start[3] == 0xE0;
        _segmentOffset = header ? 4 + (start[4] << 8) + start[5] : 2;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _file.Length + _segment.Length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadSegment(buffer);
        if (read == 0 && buffer.Length > 0)
        {
            read = _file.Read(buffer[..SeekFile(buffer.Length)]);
            Position += read;
        }
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = ReadSegment(buffer.Span);
        if (read == 0 && buffer.Length > 0)
        {
            read = await _file.ReadAsync(buffer[..SeekFile(buffer.Length)], cancellationToken);
            Position += read;
        }
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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

    /// <summary>Copies the part of the segment at the position; 0 if the position is in the file.</summary>
    private int ReadSegment(Span<byte> buffer)
    {
        if (Position < _segmentOffset || Position >= _segmentOffset + _segment.Length)
        {
            return 0;
        }
        var left = _segment.AsSpan((int)(Position - _segmentOffset));
        left = left[..Math.Min(left.Length, buffer.Length)];
        left.CopyTo(buffer);
        Position += left.Length;
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
