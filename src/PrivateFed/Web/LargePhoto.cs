using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>One photo as large as the screen. The module of the large view takes its parts from the same page.</summary>
/// <param name="Photo">What is shown.</param>
/// <param name="Number">From 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Previous">Its address; null at the beginning.</param>
/// <param name="Next">Its address; null at the end.</param>
/// <param name="PostLink">The post that tells of it, where that is not the page one came from.</param>
public sealed record LargePhoto(ShownPhoto Photo, int Number, int Of, string? Previous, string? Next, string? PostLink = null);
