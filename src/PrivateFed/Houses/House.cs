namespace PrivateFed.Houses;

/// <summary>The one house that this server holds; its row is made by set-up.</summary>
public sealed class House
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string Name { get; set; }

    /// <summary>host[:port]; every id is built on it, so it never changes.</summary>
    public required string Domain { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What is spoken to somebody whose browser asks for nothing that the site speaks; null for English.</summary>
    public string? Language { get; set; }

    /// <summary>The colour of links and buttons, as it was chosen: six hexadecimal digits. Null for the one that came with the house.</summary>
    public string? Accent { get; set; }

    /// <summary>Names the files of the picture above the timeline (Theme/HousePicture); another picture has another id.</summary>
    public Guid? PictureId { get; set; }
}
