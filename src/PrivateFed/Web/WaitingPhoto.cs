using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>An uploaded photo in a post that is being written.</summary>
public sealed record WaitingPhoto(ShownPhoto Photo, string Description);
