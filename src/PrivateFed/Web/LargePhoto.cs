using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>One photo as large as the screen. The module of the large view takes its parts from the same page.</summary>
/// <param name="Post">The post that the photo is of.</param>
/// <param name="Number">From 1, in the post or album.</param>
/// <param name="Of">How many photos there are.</param>
/// <param name="Address">Of this page.</param>
/// <param name="Previous">Address of the photo before it; null at the beginning.</param>
/// <param name="Next">Address of the photo after it; null at the end.</param>
/// <param name="Back">Where closing leads: the post or the album.</param>
public sealed record LargePhoto(
    ShownPost Post, ShownPhoto Photo, int Number, int Of, string Address, string? Previous, string? Next, string Back);
