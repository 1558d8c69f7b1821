using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// Normalises the names of people, circles, albums, events and houses. One rule for all of them, and for people on other servers.
/// </summary>
public static class DisplayName
{
    /// <summary>
    /// The name on one line, composed (NFC), without invisible characters or any that would change the direction of neighbouring text; ""
    /// when nothing is left.
    /// </summary>
    public static string Of(string? text) =>
        OneLine.Of(Invisible.Remove(OneLine.Of(WellFormedText.Of(text ?? "").Normalize(NormalizationForm.FormC))));

    /// <summary>Equal for two names that differ only in case, width and blanks. For comparing, never for display.</summary>
    public static string Folded(string text)
    {
        var compatible = Of(text).Normalize(NormalizationForm.FormKC);
        var visible = string.Concat(compatible.EnumerateRunes().Where(sign => !Invisible.IsInvisible(sign)));
        return OneLine.Of(visible).ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }
}
