using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A photo or film that has the screen to itself.</summary>
/// <param name="Number">From 1, among the photos of the same post or album.</param>
/// <param name="Of">How many those are.</param>
public sealed record StagedPhoto(ShownPhoto Photo, int Number, int Of);
