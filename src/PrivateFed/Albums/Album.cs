using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Albums;

/// <summary>
/// Photos from posts over time, under a name and in an order: "Summer in Sweden". Who sees which of them follows from the posts alone, photo
/// by photo; an album gives nobody more.
/// </summary>
public sealed class Album
{
    public const int NameLength = 80;
    public const int MostPhotos = 1_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid CreatedById { get; init; }

    public Member CreatedBy { get; init; } = null!;

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<AlbumPhoto> Photos { get; init; } = [];
}

/// <summary>A photo's place in an album. It goes with the photo.</summary>
public sealed class AlbumPhoto
{
    public required Guid AlbumId { get; init; }

    public required Guid PhotoId { get; init; }

    public Photo Photo { get; init; } = null!;

    /// <summary>In rising order; there may be gaps.</summary>
    public required int Position { get; set; }
}
