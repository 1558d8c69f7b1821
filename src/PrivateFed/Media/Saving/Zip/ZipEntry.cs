namespace PrivateFed.Media.Saving.Zip;

/// <summary>A file in a ZIP, whose length is known before it is read.</summary>
/// <param name="Name">Without folders; different from all others.</param>
/// <param name="ModifiedAt">The ZIP says the local time and the moment.</param>
/// <param name="Length">Bytes.</param>
/// <param name="OpenAsync">Opens the contents, which can be sought; throws an <see cref="IOException"/> when they are gone.</param>
/// <param name="ChecksumAsync">The CRC-32 of the contents.</param>
public sealed record ZipEntry(
    string Name,
    DateTimeOffset ModifiedAt,
    long Length,
    Func<CancellationToken, Task<Stream>> OpenAsync,
    Func<CancellationToken, Task<uint>> ChecksumAsync);
