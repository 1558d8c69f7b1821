using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A comment to be shown on a page.</summary>
/// <param name="Comment">What is shown of it.</param>
/// <param name="IsAlone">Whether its post has the page to itself, where comments are answered, changed and deleted.</param>
public sealed record CommentCard(ShownComment Comment, bool IsAlone);
