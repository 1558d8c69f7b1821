namespace PrivateFed.Web;

/// <summary>A link that saves photos: a download, and on a phone the share sheet, which takes them to the phone's own photos.</summary>
/// <param name="Href">Of the download: one JPEG or a ZIP.</param>
/// <param name="PhotoIds">What the share sheet is given, in order.</param>
/// <param name="Words">What it says.</param>
/// <param name="Classes">Of the link; null for none.</param>
/// <param name="IsIconOnly">Whether the words are only read aloud, as the label of the icon.</param>
public sealed record SaveLink(
    string Href, IReadOnlyList<Guid> PhotoIds, string Words, string? Classes = null, bool IsIconOnly = false)
{
    public static SaveLink OfPhoto(Guid id, string words, string? classes = null, bool isIconOnly = false) =>
        new($"/photos/{id}/full.jpg", [id], words, classes, isIconOnly);
}
