using PrivateFed.Media;
using PrivateFed.Media.Films;

namespace PrivateFed.Posts;

/// <summary>A post as pages show it.</summary>
public sealed record ShownPost(
    Guid Id, Guid AuthorId, string Author, string Handle, string Html, Audience Audience,
    DateTimeOffset PublishedAt, DateTimeOffset? EditedAt, int PhotoCount, int CommentCount)
{
    /// <summary>All, or the first few, by position.</summary>
    public IReadOnlyList<ShownPhoto> Photos { get; init; } = [];

    /// <summary>All, or the newest few, oldest first.</summary>
    public IReadOnlyList<ShownComment> Comments { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ShownReaction> Reactions { get; init; } = [];

    /// <summary>Names, in alphabetical order; empty for everyone.</summary>
    public IReadOnlyList<string> Circles { get; init; } = [];

    /// <summary>Id of the author's picture; null when there is none.</summary>
    public Guid? AvatarId { get; init; }

    public LifeEvent LifeEvent { get; init; } = LifeEvent.None;

    /// <summary>Whether everybody who may see the photos may save them.</summary>
    public bool AllowsSaving { get; init; } = true;

    public PostPlace Place => new(PublishedAt, Id);
}

/// <summary>A photo as pages show it.</summary>
/// <param name="PostId">Null before the post is published.</param>
/// <param name="Position">From 0.</param>
/// <param name="Description">Alternative text; may be empty.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Blurhash">Placeholder colours until the photo has loaded.</param>
public sealed record ShownPhoto(Guid Id, Guid? PostId, int Position, string Description, int Width, int Height, string Blurhash)
{
    /// <summary>What moves or sounds of it; null for a photo.</summary>
    public Film? Film { get; init; }

    public string Small => Url(MakeRenditions.Small);

    public string Large => Url(MakeRenditions.Large);

    public string Sources =>
        $"{Small} {WidthAt(480)}w, {Url(MakeRenditions.Medium)} {WidthAt(1200)}w, {Large} {WidthAt(2400)}w";

    public string FilmUrl => Url(FilmFiles.Large);

    public string SmallFilmUrl => Url(FilmFiles.Small);

    /// <summary>Whether there is something to play.</summary>
    public bool IsFilm => Film is { State: FilmState.Ready };

    /// <summary>What a reader saves.</summary>
    public string SaveUrl => IsFilm ? FilmUrl : Url(MakeRenditions.Full);

    public string SaveExtension => Film switch
    {
        { State: FilmState.Ready, IsVoice: true } => ".m4a",
        { State: FilmState.Ready } => ".mp4",
        _ => ".jpg",
    };

    public static ShownPhoto Of(Photo photo) =>
        new(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash) { Film = photo.Film };

    private string Url(string size) => $"/photos/{Id}/{size}";

    /// <summary>Renditions are sized by their long edge; a browser chooses by width.</summary>
    private int WidthAt(int longEdge) => (int)Math.Max(1, Math.Round(Width * Math.Min(1.0, (double)longEdge / Math.Max(Width, Height))));
}

/// <summary>Posts, newest first, and the position where older ones continue; null at the end.</summary>
public sealed record PostPage(IReadOnlyList<ShownPost> Posts, PostPlace? NextPlace)
{
    /// <summary>Whether somebody else has posted since the reader's last visit.</summary>
    public bool HasNews { get; init; }

    /// <summary>Whether posts are shown under the date of their event instead of the day of sharing.</summary>
    public bool IsByOwnDay { get; init; }

    /// <summary>Whether the page ends at the reader's last visit.</summary>
    public bool EndsAtLastVisit { get; init; }
}

/// <summary>How much is new to a reader.</summary>
public readonly record struct NewPosts(int Posts, int Photos);
