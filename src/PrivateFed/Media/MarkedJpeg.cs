using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>
/// A JPEG of ours with a comment of 16 bytes, so that the bytes differ for each photo and server. Misskey identifies pictures by their
/// bytes: two posts with one picture would share one file there, with the first description, and lose it together.
/// </summary>
/// <param name="file">A JPEG as <see cref="MakeRenditions"/> writes it.</param>
/// <param name="mark">16 bytes.</param>
/// <exception cref="IOException">The file is gone or cannot be read.</exception>
public sealed class MarkedJpeg(StoredFile file, byte[] mark) : SplicedJpeg(file, CommentOf(mark))
{
    private const int MarkLength = 16;

    private static byte[] CommentOf(byte[] mark)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mark.Length, MarkLength);
        return [0xFF, 0xFE, 0, MarkLength + 2, .. mark];
    }
}
