using Microsoft.Net.Http.Headers;

namespace PrivateFed.Media.Storing;

/// <summary>A file that is kept, as it was found.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedAt">When it was made. It stays the same when the file moves between a folder and a bucket.</param>
public abstract record StoredFile(long Length, DateTimeOffset ModifiedAt)
{
    /// <summary>Its path if it is on this machine, so that it can be served without copying; null in a bucket.</summary>
    public virtual string? LocalPath => null;

    public EntityTagHeaderValue Tag => new($"\"{ModifiedAt.UtcTicks:x}\"");

    /// <summary>Opens it for reading from anywhere; the caller disposes the stream, which is read asynchronously only.</summary>
    /// <exception cref="IOException">It is gone. In a bucket, only reading finds that out.</exception>
    public abstract Stream Open();
}

/// <summary>A file in a list.</summary>
/// <param name="ModifiedAt">When it was put there.</param>
public sealed record StoredName(string Key, long Length, DateTimeOffset ModifiedAt);

/// <summary>The folder of a photo in a list: two names with a slash behind each.</summary>
public sealed record StoredFolder(string Key, DateTimeOffset ModifiedAt);
