using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A comment to be shown on a page.</summary>
/// <param name="IsAlone">Whether the page shows a single post; only there can comments be answered, edited and deleted.</param>
public sealed record CommentCard(ShownComment Comment, bool IsAlone);
