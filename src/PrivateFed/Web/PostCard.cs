using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A post to be shown on a page.</summary>
/// <param name="IsFirst">Whether its photos are loaded eagerly, because they are at the top of the page.</param>
/// <param name="IsAlone">Whether it is the only post on the page and is shown whole.</param>
/// <param name="IsPreview">Whether it is not published yet, so that nothing in it is a link.</param>
public sealed record PostCard(ShownPost Post, bool IsFirst, bool IsAlone = false, bool IsPreview = false)
{
    private const int MaxPhotos = 5;

    public IReadOnlyList<ShownPhoto> Photos => IsAlone ? Post.Photos : [.. Post.Photos.Take(MaxPhotos)];

    /// <summary>CSS classes: those of a life event, of a farewell, which is sober, or of an ordinary post.</summary>
    public string Dress => Post.LifeEvent switch
    {
        { IsFarewell: true } => "post farewell",
        { Kind: not null } => "post event",
        _ => "post",
    };

    /// <summary>The target of a link on the card; null in a preview.</summary>
    public string? Link(string path) => IsPreview ? null : path;

    /// <summary>Number of photos that are not shown.</summary>
    public int More => Post.PhotoCount - Photos.Count;

    /// <summary>CSS classes of the photo grid. A single photo keeps its own shape, unless it is very tall or very wide.</summary>
    public string Grid => Photos switch
    {
        { Count: > MaxPhotos } => "photos all",
        [{ Width: var width, Height: var height }] => "photos n1" + ((double)width / height) switch { < 0.8 => " tall", > 16 / 9.0 => " wide", _ => "" },
        _ => $"photos n{Photos.Count}",
    };

    /// <summary>The sizes attribute for the photo at this index, by which the browser chooses a file.</summary>
    public string SizesAt(int index) => (Photos.Count, index) switch
    {
        (1, _) or (3, 0) => "(min-width: 760px) 720px, 100vw",
        (5, > 1) or ( > MaxPhotos, > 1) => "(min-width: 760px) 240px, 34vw",
        _ => "(min-width: 760px) 360px, 50vw",
    };
}
