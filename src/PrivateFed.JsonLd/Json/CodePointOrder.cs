namespace PrivateFed.JsonLd.Json;

/// <summary>
/// Code point order (JSON-LD 1.1 API section 1.4.1). Differs from the order of UTF-16 units only between surrogates and the characters
/// above them.
/// </summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var same = x.AsSpan().CommonPrefixLength(y);
        return same == x.Length || same == y.Length ? x.Length - y.Length : Rank(x[same]) - Rank(y[same]);
    }

    /// <summary>Shortest first, then code point order: the order of preference of terms (section 4.3).</summary>
    public static int ShortestFirst(string x, string y) => x.Length != y.Length ? x.Length - y.Length : Instance.Compare(x, y);

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
