using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A post to be shown on a page.</summary>
/// <param name="IsFirst">Whether its photos are loaded eagerly, because they are at the top of the page.</param>
/// <param name="IsAlone">Whether it is the only post on the page and is shown whole.</param>
/// <param name="IsPreview">Whether it is not published yet, so that nothing in it is a link.</param>
public sealed record PostCard(ShownPost Post, bool IsFirst, bool IsAlone = false, bool IsPreview = false)
{
    /// <summary>The photos in their rows: all of them on the post's own page, else the first few.</summary>
    public IReadOnlyList<PhotoRow> Rows =>
        IsAlone ? PhotoRows.WithCaptions(Post.Photos) : PhotoRows.Of([.. Post.Photos.Take(ReadPosts.PhotosInTimeline)]);

    /// <summary>Whether descriptions stand below the photos, on the post's own page.</summary>
    public bool HasCaptions => IsAlone && Post.Photos.Any(photo => photo.Description.Length > 0);

    /// <summary>How many photos stand behind the last one that is shown.</summary>
    public int More => IsAlone ? 0 : Math.Max(0, Post.PhotoCount - ReadPosts.PhotosInTimeline);

    /// <summary>The classes: a life event, a farewell (which is sober), or an ordinary post.</summary>
    public string Classes => (Post.LifeEvent switch
    {
        { IsFarewell: true } => "post event farewell",
        { Kind: not null } => "post event",
        _ => "post",
    }) + (IsAlone ? " alone" : "");

    /// <summary>One short paragraph without photos is set large.</summary>
    public bool IsQuote => Post.Photos.Count == 0 && Post.Html.Length <= 160 && Post.Html.IndexOf("<p", 2, StringComparison.Ordinal) < 0;

    /// <summary>The target of a link on the card; null in a preview.</summary>
    public string? Link(string path) => IsPreview ? null : path;
}
