using System.Collections.Frozen;

namespace PrivateFed.JsonLd.Json;

/// <summary>The keywords of JSON-LD 1.1 section 1.7.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> All = new[]
    {
        "@base", "@container", "@context", "@direction", "@graph", "@id", "@import", "@included", "@index", "@json", "@language", "@list",
        "@nest", "@none", "@prefix", "@preserve", "@propagate", "@protected", "@reverse", "@set", "@type", "@value", "@version", "@vocab",
    }.ToFrozenSet();

    public static bool Contains(string? text) => text is ['@', ..] && All.Contains(text);

    /// <summary>Whether a text has the form of a keyword ("@"1*ALPHA), which is reserved for future versions.</summary>
    public static bool HasForm(string text) => text is ['@', _, ..] && text.AsSpan(1).IndexOfAnyExcept(Letters) < 0;

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
