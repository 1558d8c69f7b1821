namespace PrivateFed.Federation.Documents;

/// <summary>The server that an id belongs to.</summary>
public static class Authority
{
    /// <summary>
    /// host[:port] of an https id; null for anything else and for unusual forms: user names, backslashes, a host that is not in canonical
    /// form (upper case, Unicode, trailing dot, default port), spaces and control characters, some of which PostgreSQL cannot store. Each
    /// server thus has a single spelling.
    /// </summary>
    public static string? Of(string? id)
    {
        const string scheme = "https://";
        if (id is null || id.Length > 2048 || id.Any(character => character <= ' ' || char.IsControl(character))
            || !id.StartsWith(scheme, StringComparison.Ordinal) || !Uri.TryCreate(id, UriKind.Absolute, out var uri))
        {
            return null;
        }
        var end = id.AsSpan(scheme.Length).IndexOfAny("/?#\\");
        var authority = end < 0 ? id[scheme.Length..] : id[scheme.Length..(scheme.Length + end)];
        var canonical = uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";
        return authority == canonical && !authority.EndsWith('.') && uri.UserInfo.Length == 0 ? authority : null;
    }

    public static bool AreSame(string? one, string? other) => Of(one) is { } host && host == Of(other);
}
