using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>An uploaded photo in a post that is being written.</summary>
/// <param name="Photo">What is shown of it.</param>
/// <param name="Description">As typed so far.</param>
/// <param name="IsOpen">Whether the author is busy with it.</param>
public sealed record WaitingPhoto(ShownPhoto Photo, string Description, bool IsOpen = false);
