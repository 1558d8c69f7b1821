namespace PrivateFed.Media;

/// <summary>One picture. Its files stand in the media folder under its id; until a post takes it, only who uploaded it sees it.</summary>
public sealed class Photo
{
    public const int DescriptionLength = 1_500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UploadedById { get; init; }

    public Guid? PostId { get; set; }

    /// <summary>Place among the post's photos, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Alternative text.</summary>
    public string Description { get; set; } = "";

    /// <summary>Pixels, as shown.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Blurhash { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>What the sending device calls it, when it does: a photo that is sent again after a lost answer is the same photo.</summary>
    public Guid? SentAs { get; init; }
}
