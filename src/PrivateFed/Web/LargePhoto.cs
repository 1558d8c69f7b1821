using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>One photo as large as the screen. The script of the large view takes its elements from the same page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Of">Number of photos.</param>
/// <param name="Previous">Address of the previous photo; null at the beginning.</param>
/// <param name="Next">Address of the next photo; null at the end.</param>
/// <param name="PostLink">The photo's post; null when that is the page the reader came from.</param>
public sealed record LargePhoto(ShownPhoto Photo, int Number, int Of, string? Previous, string? Next, string? PostLink = null);
