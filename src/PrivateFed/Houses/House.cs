namespace PrivateFed.Houses;

/// <summary>The one house on this server. Set-up adds its row.</summary>
public sealed class House
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string Name { get; set; }

    /// <summary>host[:port]; every id contains it, so it never changes.</summary>
    public required string Domain { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The language for visitors whose browser asks for none that the site speaks; null for English.</summary>
    public string? Language { get; set; }

    /// <summary>The chosen colour of links and buttons: six hexadecimal digits. Null for the default colour.</summary>
    public string? Accent { get; set; }

    /// <summary>Names the files of the picture above the timeline (Theme/HousePicture); each picture has a new id.</summary>
    public Guid? PictureId { get; set; }

    /// <summary>Whether an invitation shows the newest photos as a blur to whoever has its link.</summary>
    public bool InvitationsShowBlurs { get; set; }

    /// <summary>Whether photos of a new post may be saved by those who may see them, unless its author chooses otherwise.</summary>
    public bool AllowsSaving { get; set; } = true;

    /// <summary>Where files of photos and films are kept, and looked for first.</summary>
    public MediaPlace MediaPlace { get; set; }

    /// <summary>While they are being moved: the place where they are looked for, too. Null otherwise.</summary>
    public MediaPlace? MediaMovesFrom { get; set; }

    /// <summary>The address of the bucket that the server was last started with; null for none.</summary>
    public string? Bucket { get; set; }
}
