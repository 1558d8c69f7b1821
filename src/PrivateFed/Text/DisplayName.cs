using System.Text;

namespace PrivateFed.Text;

/// <summary>What people, circles, albums, events and houses are called. One rule for all of them, and for people on other servers.</summary>
public static class DisplayName
{
    /// <summary>The name on one line, composed (NFC), without anything that nobody sees or that would turn what stands beside it; "" when nothing is left.</summary>
    public static string Of(string? text) => OneLine.Of(Invisible.Removed(OneLine.Of(Wellformed.Of(text ?? "").Normalize(NormalizationForm.FormC))));

    /// <summary>The same for two names that a reader could not tell apart by more than capitals, widths and blanks. To compare with, never to show.</summary>
    public static string Folded(string text)
    {
        var compatible = Of(text).Normalize(NormalizationForm.FormKC);
        var visible = string.Concat(compatible.EnumerateRunes().Where(sign => !Invisible.Is(sign)));
        return OneLine.Of(visible).ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }
}
