using PrivateFed.Media.Films;
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
        IsAlone ? PhotoRows.WithCaptions(Pictures) : PhotoRows.Of(Pictures);

    /// <summary>Voice messages, which stand below the photos.</summary>
    public IEnumerable<ShownPhoto> Voices => ShownPhotos.Where(IsVoice);

    /// <summary>Films and voice messages of which there is something to say: they are being prepared, or could not be.</summary>
    public IEnumerable<ShownPhoto> Unplayable => ShownPhotos.Where(photo => photo.Film is { State: not FilmState.Ready });

    /// <summary>Whether descriptions stand below the photos, on the post's own page.</summary>
    public bool HasCaptions => IsAlone && Pictures.Any(photo => photo.Description.Length > 0);

    /// <summary>From 1, in the order of the post.</summary>
    public int NumberOf(ShownPhoto photo) => Post.Photos.TakeWhile(other => other.Id != photo.Id).Count() + 1;

    private IEnumerable<ShownPhoto> ShownPhotos => IsAlone ? Post.Photos : Post.Photos.Take(ReadPosts.PhotosInTimeline);

    private IReadOnlyList<ShownPhoto> Pictures => [.. ShownPhotos.Where(photo => !IsVoice(photo))];

    private static bool IsVoice(ShownPhoto photo) => photo.Film is { IsVoice: true };

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
