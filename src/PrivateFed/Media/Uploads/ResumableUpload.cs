namespace PrivateFed.Media.Uploads;

/// <summary>A file that arrives in several requests, as it is at a moment.</summary>
/// <param name="Id">Chosen by the device: the photo will have it as <see cref="Photo.SentAs"/>.</param>
/// <param name="Path">The file with what has arrived.</param>
/// <param name="Length">Of the whole file, as the device said at the beginning.</param>
/// <param name="Offset">The number of bytes that have arrived.</param>
/// <param name="ExpiresAt">When it is deleted, unless more arrives.</param>
public sealed record ResumableUpload(Guid MemberId, Guid Id, string Path, long Length, long Offset, DateTimeOffset ExpiresAt)
{
    public bool IsComplete => Offset == Length;
}
