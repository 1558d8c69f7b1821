namespace PrivateFed.Text;

/// <summary>Validates and resolves the targets of links.</summary>
internal static class HtmlLink
{
    private const int MaxLength = 2_048;

    /// <param name="href">As written in the document.</param>
    /// <param name="home">Address of the document that contains the link; null for our own text.</param>
    /// <returns>An https, http or mailto address, or a path within this house; null for everything else.</returns>
    public static string? Of(string? href, Uri? home)
    {
        // Browsers ignore line ends and tabs within an address.
        var written = string.Concat((href ?? "").Where(character => !char.IsControl(character))).Trim();
        if (written.Length is 0 or > MaxLength)
        {
            return null;
        }
        if (SchemeOf(written) is { } scheme)
        {
            return scheme is "https" or "http" or "mailto" ? written : null;
        }
        if (home is null)
        {
            return written;
        }
        return Uri.TryCreate(home, written, out var whole) && whole.Scheme is "https" or "http" && whole.AbsoluteUri.Length <= MaxLength
            ? whole.AbsoluteUri
            : null;
    }

    /// <summary>Null for an address without a scheme (RFC 3986, 3.1).</summary>
    private static string? SchemeOf(string address)
    {
        var end = address.AsSpan().IndexOfAny(":/?#");
        if (end < 1 || address[end] != ':')
        {
            return null;
        }
        return address[..end].ToLowerInvariant();
    }
}
