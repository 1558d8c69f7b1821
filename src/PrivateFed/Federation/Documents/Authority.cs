namespace PrivateFed.Federation.Documents;

/// <summary>Which server an id belongs to.</summary>
public static class Authority
{
    /// <summary>
    /// host[:port] of an https id, or null for anything that is not plainly one: other schemes, user names, backslashes, a host that is not
    /// written the way it is looked up (upper case, Unicode, trailing dot, default port), blanks and control characters, of which PostgreSQL
    /// keeps not even all. One server thus has one spelling.
    /// </summary>
    public static string? Of(string? id)
    {
        const string scheme = "https://";
        if (id is null || id.Length > 2048 || id.Any(letter => letter <= ' ' || char.IsControl(letter)) || !id.StartsWith(scheme, StringComparison.Ordinal) || !Uri.TryCreate(id, UriKind.Absolute, out var uri))
        {
            return null;
        }
        var end = id.AsSpan(scheme.Length).IndexOfAny("/?#\\");
        var written = end < 0 ? id[scheme.Length..] : id[scheme.Length..(scheme.Length + end)];
        var canonical = uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";
        return written == canonical && !written.EndsWith('.') && uri.UserInfo.Length == 0 ? written : null;
    }

    public static bool AreSame(string? one, string? other) => Of(one) is { } host && host == Of(other);
}
