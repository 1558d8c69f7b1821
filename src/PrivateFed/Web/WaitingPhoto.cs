using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>An uploaded photo in a post that is being written.</summary>
/// <param name="Description">As typed so far.</param>
/// <param name="IsOpen">Whether its description is open for editing.</param>
public sealed record WaitingPhoto(ShownPhoto Photo, string Description, bool IsOpen = false);
