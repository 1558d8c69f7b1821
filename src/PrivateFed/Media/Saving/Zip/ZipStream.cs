namespace PrivateFed.Media.Saving.Zip;

/// <summary>
/// A ZIP that nobody wrote: its length is known at once, each part is made when it is read, and reading can begin anywhere. Checksums stand
/// before the contents, so each file is read once more before its turn; programs that read a ZIP from its beginning accept no stored file
/// whose checksum comes afterwards. It is read asynchronously only.
/// </summary>
public sealed class ZipStream : Stream
{
    private readonly IReadOnlyList<ZipEntry> _entries;
    private readonly uint?[] _checksums;

    /// <summary>
    /// The offset of each part, and the end: header and contents of each file in turn, then the directory's records, then its end.
    /// </summary>
    private readonly long[] _offsets;

    private Stream? _part;
    private int _openPart = -1;

    public ZipStream(IReadOnlyList<ZipEntry> entries)
    {
        _entries = entries;
        _checksums = new uint?[entries.Count];
        _offsets = new long[(3 * entries.Count) + 2];
        for (var index = 0; index < entries.Count; index++)
        {
            var header = ZipRecords.LocalHeader(entries[index], 0).Length;
            _offsets[(2 * index) + 1] = _offsets[2 * index] + header;
            _offsets[(2 * index) + 2] = _offsets[(2 * index) + 1] + entries[index].Length;
        }
        for (var index = 0; index < entries.Count; index++)
        {
            var record = ZipRecords.DirectoryRecord(entries[index], 0, _offsets[2 * index]).Length;
            _offsets[DirectoryPart + index + 1] = _offsets[DirectoryPart + index] + record;
        }
        _offsets[^1] = _offsets[^2] + End().Length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _offsets[^1];

    public override long Position { get; set; }

    private int DirectoryPart => 2 * _entries.Count;

    private int EndPart => 3 * _entries.Count;

    /// <exception cref="IOException">A file is gone or has become shorter.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= Length)
        {
            return 0;
        }
        var part = PartAt(Position);
        if (part != _openPart)
        {
            await OpenAsync(part, cancellationToken);
        }
        _part!.Position = Position - _offsets[part];
        var most = (int)Math.Min(buffer.Length, _offsets[part + 1] - Position);
        var read = await _part.ReadAsync(buffer[..most], cancellationToken);
        if (read == 0)
        {
            throw new EndOfStreamException("A file in the ZIP is shorter than it was.");
        }
        Position += read;
        return read;
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
            _part?.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>The part that the position is in; of empty ones at the same offset none.</summary>
    private int PartAt(long position)
    {
        var found = Array.BinarySearch(_offsets, position);
        var part = found >= 0 ? found : ~found - 1;
        while (_offsets[part + 1] == position)
        {
            part++;
        }
        return part;
    }

    private async Task OpenAsync(int part, CancellationToken cancellation)
    {
        var closed = _part;
        (_part, _openPart) = (null, -1);
        await (closed?.DisposeAsync() ?? ValueTask.CompletedTask);
        _part = part switch
        {
            _ when part == EndPart => new MemoryStream(End()),
            _ when part >= DirectoryPart => new MemoryStream(await DirectoryRecordAsync(part - DirectoryPart, cancellation)),
            _ when part % 2 == 0 =>
                new MemoryStream(ZipRecords.LocalHeader(_entries[part / 2], await ChecksumAsync(part / 2, cancellation))),
            _ => await _entries[part / 2].OpenAsync(cancellation),
        };
        _openPart = part;
    }

    private async Task<byte[]> DirectoryRecordAsync(int index, CancellationToken cancellation) =>
        ZipRecords.DirectoryRecord(_entries[index], await ChecksumAsync(index, cancellation), _offsets[2 * index]);

    private async Task<uint> ChecksumAsync(int index, CancellationToken cancellation) =>
        _checksums[index] ??= await _entries[index].ChecksumAsync(cancellation);

    private byte[] End() => ZipRecords.End(_entries.Count, _offsets[DirectoryPart], _offsets[EndPart] - _offsets[DirectoryPart]);
}
