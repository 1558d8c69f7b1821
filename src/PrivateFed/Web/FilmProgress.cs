using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>How far a film is, in words.</summary>
/// <param name="Photo">With its film.</param>
/// <param name="IsOwn">Whether the reader sent it, and can do something when it fails.</param>
public sealed record FilmProgress(ShownPhoto Photo, bool IsOwn)
{
    public int Percent => (int)(100 * (Photo.Film?.Progress ?? 0));
}
