namespace PrivateFed.Media;

/// <summary>
/// A JPEG of ours with a comment of 16 bytes, inserted while it is read: the pixels are unchanged, but the bytes differ for each photo and
/// server. Misskey identifies pictures by their bytes: two posts with one picture would share one file there, with the first description,
/// and lose it together.
/// </summary>
public sealed class MarkedJpeg : Stream
{
    private const int MarkLength = 16;

    private readonly FileStream _file;
    private readonly byte[] _comment;

    /// <summary>The offset of the comment: after the header that a JFIF file begins with.</summary>
    private readonly int _commentOffset;

    /// <param name="path">A JPEG as <see cref="MakeRenditions"/> writes it.</param>
    /// <param name="mark">16 bytes.</param>
    /// <exception cref="IOException">The file is gone or cannot be read.</exception>
    public MarkedJpeg(string path, ReadOnlySpan<byte> mark)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mark.Length, MarkLength);
        _comment = [0xFF, 0xFE, 0, MarkLength + 2, .. mark];
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
            FileOptions.Asynchronous);
        Span<byte> start = stackalloc byte[6];
        var header = _file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[2] == 0xFF
            && start[3] == 0xE0;
        _commentOffset = header ? 4 + (start[4] << 8) + start[5] : 2;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _file.Length + _comment.Length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadComment(buffer);
        if (read == 0 && buffer.Length > 0)
        {
            read = _file.Read(buffer[..SeekFile(buffer.Length)]);
            Position += read;
        }
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = ReadComment(buffer.Span);
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

    /// <summary>Copies the part of the comment at the position; 0 if the position is in the file.</summary>
    private int ReadComment(Span<byte> buffer)
    {
        if (Position < _commentOffset || Position >= _commentOffset + _comment.Length)
        {
            return 0;
        }
        var left = _comment.AsSpan((int)(Position - _commentOffset));
        left = left[..Math.Min(left.Length, buffer.Length)];
        left.CopyTo(buffer);
        Position += left.Length;
        return left.Length;
    }

    /// <summary>Sets the file's position to match.</summary>
    /// <returns>How much of it may be read in one go.</returns>
    private int SeekFile(int wanted)
    {
        var isBefore = Position < _commentOffset;
        _file.Position = isBefore ? Position : Position - _comment.Length;
        return isBefore ? (int)Math.Min(wanted, _commentOffset - Position) : wanted;
    }
}
