namespace PrivateFed.Text;

/// <summary>Where a link of a text leads.</summary>
internal static class HtmlLink
{
    private const int Longest = 2_048;

    /// <param name="href">As it stands in the text.</param>
    /// <param name="home">The address of the document in which it stands; null for our own.</param>
    /// <returns>An address by https, http or mailto, or one within this house; null for everything else.</returns>
    public static string? Of(string? href, Uri? home)
    {
        // Browsers read over line ends and tabs within an address.
        var written = string.Concat((href ?? "").Where(letter => !char.IsControl(letter))).Trim();
        if (written.Length is 0 or > Longest)
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
        return Uri.TryCreate(home, written, out var whole) && whole.Scheme is "https" or "http" && whole.AbsoluteUri.Length <= Longest ? whole.AbsoluteUri : null;
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
