using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Albums;

/// <summary>
/// Photos from different posts, with a name and an order: "Summer in Sweden". Who sees which photo follows from the posts alone; an album
/// gives nobody more access.
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

/// <summary>A photo's position in an album. Deleted with the photo.</summary>
public sealed class AlbumPhoto
{
    public required Guid AlbumId { get; init; }

    public required Guid PhotoId { get; init; }

    public Photo Photo { get; init; } = null!;

    /// <summary>Ascending; there may be gaps.</summary>
    public required int Position { get; set; }
}
