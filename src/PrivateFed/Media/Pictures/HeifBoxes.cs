using System.Buffers.Binary;

namespace PrivateFed.Media.Pictures;

/// <summary>
/// What the boxes at the head of a HEIF file (ISO/IEC 23008-12) say of its primary picture, read before any decoder sees the file: its size,
/// and whether every byte that it needs is there. Decoders show the missing tiles of a photo that was cut off along the way as green areas.
/// </summary>
/// <param name="Width">In pixels, before turning; 0 when nothing is said.</param>
/// <param name="Height">The same.</param>
/// <param name="IsWhole">False when the picture lies partly behind the file's end, or the head cannot be understood.</param>
internal sealed record HeifBoxes(long Width, long Height, bool IsWhole)
{
    private const int MostHeadBytes = 4 * 1024 * 1024;
    private const int MostItems = 10_000;

    public static HeifBoxes Read(string file)
    {
        using var stream = File.OpenRead(file);
        try
        {
            return FindMeta(stream) is { } meta ? new Reader(meta, stream.Length).Read() : Unreadable;
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or InvalidDataException or EndOfStreamException)
        {
            return Unreadable;
        }
    }

    private static HeifBoxes Unreadable { get; } = new(0, 0, IsWhole: false);

    /// <summary>The contents of the "meta" box among the outermost ones.</summary>
    private static byte[]? FindMeta(FileStream stream)
    {
        var head = new byte[16];
        while (stream.Position + 8 <= stream.Length)
        {
            var start = stream.Position;
            stream.ReadExactly(head.AsSpan(0, 8));
            var (size, headSize) = ((long)BinaryPrimitives.ReadUInt32BigEndian(head), 8);
            if (size == 1)
            {
                stream.ReadExactly(head.AsSpan(8, 8));
                (size, headSize) = (BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8)), 16);
            }
            else if (size == 0)
            {
                size = stream.Length - start;
            }
            if (size < headSize || start + size > stream.Length)
            {
                return null;
            }
            if (head.AsSpan(4, 4).SequenceEqual("meta"u8))
            {
                if (size - headSize > MostHeadBytes)
                {
                    return null;
                }
                var meta = new byte[size - headSize];
                stream.ReadExactly(meta);
                return meta;
            }
            stream.Position = start + size;
        }
        return null;
    }

    /// <summary>Reads integers and boxes from a box's contents.</summary>
    private ref struct Box(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool IsEmpty => _rest.IsEmpty;

        public ulong Number(int bytes)
        {
            ulong number = 0;
            foreach (var one in Take(bytes))
            {
                number = number << 8 | one;
            }
            return number;
        }

        public ReadOnlySpan<byte> Take(int bytes)
        {
            var taken = _rest[..bytes];
            _rest = _rest[bytes..];
            return taken;
        }

        /// <summary>The next box inside: its type, and its contents.</summary>
        public Box Next(out ReadOnlySpan<byte> type)
        {
            var size = (long)Number(4);
            type = Take(4);
            var contents = size switch
            {
                0 => _rest.Length,
                1 => (long)Number(8) - 16,
                _ => size - 8,
            };
            return contents <= _rest.Length ? new Box(Take((int)contents)) : throw new InvalidDataException("A box is cut off.");
        }
    }

    private sealed class Reader(byte[] meta, long fileLength)
    {
        private readonly Dictionary<ulong, List<(ulong Method, ulong Offset, ulong Length)>> _extents = [];
        private readonly Dictionary<ulong, List<ulong>> _tiles = [];
        private readonly List<(long Width, long Height)?> _properties = [];
        private readonly Dictionary<ulong, List<int>> _propertiesOfItem = [];
        private ulong _primary;
        private long _dataLength;

        public HeifBoxes Read()
        {
            var boxes = new Box(meta);
            boxes.Take(4); // version and flags
            while (!boxes.IsEmpty)
            {
                var box = boxes.Next(out var type);
                if (type.SequenceEqual("pitm"u8))
                {
                    _primary = box.Number(1) == 0 ? Skip(ref box, 3).Number(2) : Skip(ref box, 3).Number(4);
                }
                else if (type.SequenceEqual("iloc"u8))
                {
                    ReadLocations(box);
                }
                else if (type.SequenceEqual("iref"u8))
                {
                    ReadReferences(box);
                }
                else if (type.SequenceEqual("iprp"u8))
                {
                    ReadProperties(box);
                }
                else if (type.SequenceEqual("idat"u8))
                {
                    _dataLength = Length(box);
                }
            }
            var size = _propertiesOfItem.GetValueOrDefault(_primary, []).Where(index => index >= 1 && index <= _properties.Count)
                .Select(index => _properties[index - 1]).FirstOrDefault(found => found is not null) ?? (0, 0);
            ulong[] needed = [_primary, .. _tiles.GetValueOrDefault(_primary, [])];
            return new HeifBoxes(size.Width, size.Height, needed.All(IsThere));
        }

        private static Box Skip(ref Box box, int bytes)
        {
            box.Take(bytes);
            return box;
        }

        private static long Length(Box box)
        {
            var length = 0L;
            while (!box.IsEmpty)
            {
                box.Take(1);
                length++;
            }
            return length;
        }

        private bool IsThere(ulong item) => _extents.TryGetValue(item, out var extents)
            && extents.TrueForAll(extent => extent.Method switch
            {
                0 => extent.Offset + extent.Length <= (ulong)fileLength,
                1 => extent.Offset + extent.Length <= (ulong)_dataLength,
                _ => false,
            });

        private void ReadLocations(Box box)
        {
            var version = box.Number(1);
            box.Take(3);
            var sizes = box.Number(2);
            var (offsetSize, lengthSize, baseSize) = ((int)(sizes >> 12), (int)(sizes >> 8 & 15), (int)(sizes >> 4 & 15));
            var indexSize = version > 0 ? (int)(sizes & 15) : 0;
            var idSize = version < 2 ? 2 : 4;
            var count = box.Number(idSize);
            Bound(count);
            for (var item = 0UL; item < count; item++)
            {
                var id = box.Number(idSize);
                var method = version > 0 ? box.Number(2) & 15 : 0;
                box.Take(2); // which file: always this one
                var start = box.Number(baseSize);
                var extents = box.Number(2);
                Bound(extents);
                List<(ulong, ulong, ulong)> found = [];
                for (var extent = 0UL; extent < extents; extent++)
                {
                    box.Take(indexSize);
                    found.Add((method, start + box.Number(offsetSize), box.Number(lengthSize)));
                }
                _extents[id] = found;
            }
        }

        private void ReadReferences(Box box)
        {
            var idSize = box.Number(1) == 0 ? 2 : 4;
            box.Take(3);
            while (!box.IsEmpty)
            {
                var reference = box.Next(out var type);
                if (!type.SequenceEqual("dimg"u8))
                {
                    continue;
                }
                var from = reference.Number(idSize);
                var count = reference.Number(2);
                Bound(count);
                var tiles = _tiles[from] = [];
                for (var tile = 0UL; tile < count; tile++)
                {
                    tiles.Add(reference.Number(idSize));
                }
            }
        }

        private void ReadProperties(Box box)
        {
            while (!box.IsEmpty)
            {
                var part = box.Next(out var type);
                if (type.SequenceEqual("ipco"u8))
                {
                    while (!part.IsEmpty)
                    {
                        var property = part.Next(out var kind);
                        _properties.Add(kind.SequenceEqual("ispe"u8) ? SizeIn(property) : null);
                    }
                }
                else if (type.SequenceEqual("ipma"u8))
                {
                    ReadAssociations(part);
                }
            }
        }

        private static (long Width, long Height) SizeIn(Box box)
        {
            box.Take(4);
            return ((long)box.Number(4), (long)box.Number(4));
        }

        private void ReadAssociations(Box box)
        {
            var idSize = box.Number(1) == 0 ? 2 : 4;
            box.Take(2);
            var indexSize = (box.Number(1) & 1) == 0 ? 1 : 2;
            var count = box.Number(4);
            Bound(count);
            for (var item = 0UL; item < count; item++)
            {
                var id = box.Number(idSize);
                var properties = _propertiesOfItem[id] = [];
                for (var left = box.Number(1); left > 0; left--)
                {
                    // The highest bit says whether a reader has to understand the property.
                    properties.Add((int)(box.Number(indexSize) & (indexSize == 1 ? 0x7FUL : 0x7FFFUL)));
                }
            }
        }

        private static void Bound(ulong count)
        {
            if (count > MostItems)
            {
                throw new InvalidDataException("More items than a photo has.");
            }
        }
    }
}
