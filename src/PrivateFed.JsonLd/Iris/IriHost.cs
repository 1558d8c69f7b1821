using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PrivateFed.JsonLd.Iris;

/// <summary>
/// Lower-cases the host of an id, which is case-insensitive (RFC 3986 section 6.2.2.1). Leaves everything else unchanged, including any id
/// whose authority has more than ASCII letters, digits, dots, hyphens and a port.
/// </summary>
internal static class IriHost
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:");

    [return: NotNullIfNotNull(nameof(iri))]
    internal static string? Folded(string? iri)
    {
        const string scheme = "https://";
        if (iri is null || !iri.StartsWith(scheme, StringComparison.Ordinal))
        {
            return iri;
        }
        var end = iri.AsSpan(scheme.Length).IndexOfAny("/?#\\");
        var authority = end < 0 ? iri.AsSpan(scheme.Length) : iri.AsSpan(scheme.Length, end);
        return authority.ContainsAnyInRange('A', 'Z') && !authority.ContainsAnyExcept(Plain)
            ? string.Concat(scheme, authority.ToString().ToLowerInvariant(), iri.AsSpan(scheme.Length + authority.Length))
            : iri;
    }
}
