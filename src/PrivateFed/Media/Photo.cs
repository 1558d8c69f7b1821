using PrivateFed.Media.Films;

namespace PrivateFed.Media;

/// <summary>
/// One picture, of a post or of a comment. Its files are in the media folder under its id. Until it is published, only its uploader sees it.
/// </summary>
public sealed class Photo
{
    public const int DescriptionLength = 1_500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UploadedById { get; init; }

    public Guid? PostId { get; set; }

    /// <summary>The comment that it came with; such a photo is in no post.</summary>
    public Guid? CommentId { get; set; }

    /// <summary>Position among the post's photos, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Alternative text.</summary>
    public string Description { get; set; } = "";

    /// <summary>In pixels, as shown.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Blurhash { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The id that the sending device gave it, if any: a photo sent again after a lost answer is the same photo.</summary>
    public Guid? SentAs { get; init; }

    /// <summary>The clock of <see cref="Taken"/>.</summary>
    public DateTime? TakenClock { get; private set; }

    /// <summary>The offset of <see cref="Taken"/>, in minutes.</summary>
    public int? TakenOffset { get; private set; }

    /// <summary>When it was taken, by the camera's clock; null when its file does not say.</summary>
    public TakenAt? Taken
    {
        get => TakenClock is { } clock ? new(clock, TakenOffset is { } minutes ? TimeSpan.FromMinutes(minutes) : null) : null;
        init => (TakenClock, TakenOffset) = (value?.Clock, (int?)value?.Offset?.TotalMinutes);
    }

    /// <summary>SHA-256 of the file as it was sent, by which a photo that was chosen twice is known; null for photos of earlier versions.</summary>
    public byte[]? Fingerprint { get; init; }

    /// <summary>The bytes that all its files take; null until they are counted (<see cref="Room.CountBytes"/>).</summary>
    public long? Bytes { get; set; }

    /// <summary>What moves or sounds of it; null for a photo.</summary>
    public Film? Film { get; set; }
}
