using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A link that saves photos: a download, and on a phone the share sheet, which takes them to the phone's own photos.</summary>
/// <param name="Href">Of the download: one JPEG, a film or a ZIP.</param>
/// <param name="Files">Addresses of what the share sheet is given, in order.</param>
/// <param name="Words">What it says.</param>
/// <param name="Classes">Of the link; null for none.</param>
/// <param name="IsIconOnly">Whether the words are only read aloud, as the label of the icon.</param>
public sealed record SaveLink(
    string Href, IReadOnlyList<string> Files, string Words, string? Classes = null, bool IsIconOnly = false)
{
    public static SaveLink OfPhoto(ShownPhoto photo, string words, string? classes = null, bool isIconOnly = false) =>
        new(photo.SaveUrl, [photo.SaveUrl], words, classes, isIconOnly);
}
