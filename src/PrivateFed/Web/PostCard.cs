using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A post to be shown on a page.</summary>
/// <param name="Post">What is shown of it.</param>
/// <param name="IsFirst">Whether its photos are loaded at once, because they are what the page opens with.</param>
/// <param name="IsAlone">Whether it has the page to itself, and shows everything.</param>
/// <param name="IsPreview">Whether it is not shared yet, so that nothing on it leads anywhere.</param>
public sealed record PostCard(ShownPost Post, bool IsFirst, bool IsAlone = false, bool IsPreview = false)
{
    private const int Most = 5;

    public IReadOnlyList<ShownPhoto> Photos => IsAlone ? Post.Photos : [.. Post.Photos.Take(Most)];

    /// <summary>Which dress: that of a life event, that of a farewell, which is sober, or the ordinary one.</summary>
    public string Dress => Post.LifeEvent switch
    {
        { IsFarewell: true } => "post farewell",
        { Kind: not null } => "post event",
        _ => "post",
    };

    /// <summary>Where something on it leads.</summary>
    public string? Link(string path) => IsPreview ? null : path;

    /// <summary>How many photos stand behind the last one.</summary>
    public int More => Post.PhotoCount - Photos.Count;

    /// <summary>Which grid, and for a single photo which shape: its own, unless that would be a tower or a ribbon.</summary>
    public string Grid => Photos switch
    {
        { Count: > Most } => "photos all",
        [{ Width: var width, Height: var height }] => "photos n1" + ((double)width / height) switch { < 0.8 => " tall", > 16 / 9.0 => " wide", _ => "" },
        _ => $"photos n{Photos.Count}",
    };

    /// <summary>How wide the photo at this place is shown, for the browser to choose a file.</summary>
    public string SizesAt(int index) => (Photos.Count, index) switch
    {
        (1, _) or (3, 0) => "(min-width: 760px) 720px, 100vw",
        (5, > 1) or ( > Most, > 1) => "(min-width: 760px) 240px, 34vw",
        _ => "(min-width: 760px) 360px, 50vw",
    };
}
