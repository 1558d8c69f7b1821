using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PrivateFed.HttpSignatures.Messages;

/// <summary>
/// Reads structured fields (RFC 9651 section 4.2) as far as signatures need them: dictionaries of byte sequences and of inner lists, with
/// strings, tokens, integers and booleans as parameters. A key given twice is refused: two parsers would read two different signatures.
/// </summary>
internal ref struct StructuredText
{
    private const int MostMembers = 8;
    private const int MostItems = 32;

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private StructuredText(string text) => _text = text;

    private delegate bool ValueReader<T>(ref StructuredText reader, [NotNullWhen(true)] out T? value);

    /// <summary>A dictionary of byte sequences, e.g. the fields <c>Signature</c> and <c>Content-Digest</c>; parameters are passed over.</summary>
    internal static bool TryReadByteSequences(string text, [NotNullWhen(true)] out IReadOnlyDictionary<string, byte[]>? members)
    {
        var read = TryReadDictionary<byte[]>(text, TryReadByteSequence, out var found);
        members = found?.ToDictionary(StringComparer.Ordinal);
        return read;
    }

    /// <summary>A dictionary of inner lists of strings, e.g. the field <c>Signature-Input</c>, in its order.</summary>
    internal static bool TryReadInnerLists(string text, [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, InnerList>>? members)
    {
        var read = TryReadDictionary<InnerList>(text, TryReadInnerList, out var found);
        members = found;
        return read;
    }

    private static bool TryReadDictionary<T>(
        string text, ValueReader<T> readValue, [NotNullWhen(true)] out List<KeyValuePair<string, T>>? members)
    {
        members = null;
        var found = new List<KeyValuePair<string, T>>();
        var reader = new StructuredText(text.Trim(' '));
        do
        {
            if (found.Count == MostMembers || !reader.TryReadKey(out var key) || found.Exists(member => member.Key == key)
                || !reader.Skip('=') || !readValue(ref reader, out var value))
            {
                return false;
            }

            found.Add(new(key, value));
        }
        while (reader.SkipComma());

        members = found;
        return reader._at == reader._text.Length;
    }

    // Section 4.2.7, with one spelling for the same bytes: no spare bits, no blanks, the padding that is due.
    private static bool TryReadByteSequence(ref StructuredText reader, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var length = reader.Skip(':') ? reader.Rest.IndexOf(':') : -1;
        if (length < 0)
        {
            return false;
        }

        var text = reader.Rest[..length];
        var decoded = new byte[length];
        if (!Convert.TryFromBase64Chars(text, decoded, out var count) || !text.SequenceEqual(Convert.ToBase64String(decoded, 0, count)))
        {
            return false;
        }

        reader._at += length + 1;
        bytes = decoded[..count];
        return reader.TryReadParameters(new StringBuilder(), out _);
    }

    private static bool TryReadInnerList(ref StructuredText reader, [NotNullWhen(true)] out InnerList? list)
    {
        list = null;
        var (items, canonical) = (new List<ListItem>(), new StringBuilder("("));
        if (!reader.Skip('('))
        {
            return false;
        }

        reader.SkipBlanks();
        while (!reader.Skip(')'))
        {
            canonical.Append(items.Count == 0 ? "" : " ");
            var start = canonical.Length;
            if (items.Count == MostItems || !reader.TryReadString(canonical, out var value) || !reader.TryReadParameters(canonical, out var own))
            {
                return false;
            }

            items.Add(new(value, canonical.ToString(start, canonical.Length - start), own.Count > 0));
            var blanks = reader.SkipBlanks();
            if (blanks == 0 && !reader.Sees(')'))
            {
                return false;
            }
        }

        canonical.Append(')');
        list = reader.TryReadParameters(canonical, out var parameters) ? new(items, parameters, canonical.ToString()) : null;
        return list is not null;
    }

    private readonly ReadOnlySpan<char> Rest => _text[_at..];

    private readonly bool Sees(char character) => _at < _text.Length && _text[_at] == character;

    /// <summary>Parameters (section 4.2.3.2), also written to <paramref name="canonical"/> the way that serialising writes them.</summary>
    private bool TryReadParameters(StringBuilder canonical, [NotNullWhen(true)] out Dictionary<string, object>? parameters)
    {
        parameters = null;
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        while (Skip(';'))
        {
            SkipBlanks();
            if (found.Count == MostItems || !TryReadKey(out var key))
            {
                return false;
            }

            canonical.Append(';').Append(key);
            object? value = true;
            if ((Skip('=') && !TryReadBareItem(canonical, out value)) || !found.TryAdd(key, value))
            {
                return false;
            }
        }

        parameters = found;
        return true;
    }

    private bool TryReadBareItem(StringBuilder canonical, [NotNullWhen(true)] out object? value)
    {
        var start = canonical.Append('=').Length;
        value = null;
        if (Sees('"'))
        {
            var isString = TryReadString(canonical, out var text);
            value = text;
            return isString;
        }

        if (Skip('?'))
        {
            value = Skip('1') ? true : Skip('0') ? false : null;
            // True is written as the bare key.
            canonical.Remove(start - 1, 1).Append(value is false ? "=?0" : "");
            return value is not null;
        }

        return Rest is [>= '0' and <= '9' or '-', ..] ? TryReadInteger(canonical, out value) : TryReadToken(canonical, out value);
    }

    private bool TryReadInteger(StringBuilder canonical, [NotNullWhen(true)] out object? value)
    {
        const int MostDigits = 15;
        var length = Rest[1..].IndexOfAnyExceptInRange('0', '9') + 1;
        var digits = length == 0 ? Rest : Rest[..length];
        value = digits.TrimStart('-').Length <= MostDigits && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
        _at += digits.Length;
        canonical.Append(value);
        return value is not null && !Sees('.');
    }

    private bool TryReadToken(StringBuilder canonical, [NotNullWhen(true)] out object? value)
    {
        var start = _at;
        while (_at < _text.Length && (FieldText.IsTokenCharacter(_text[_at]) || _text[_at] is ':' or '/'))
        {
            _at++;
        }

        value = _at > start && (char.IsAsciiLetter(_text[start]) || _text[start] == '*') ? new string(_text[start.._at]) : null;
        canonical.Append(value);
        return value is not null;
    }

    private bool TryReadString(StringBuilder canonical, [NotNullWhen(true)] out string? value)
    {
        value = null;
        var (start, text) = (_at, new StringBuilder());
        if (!Skip('"'))
        {
            return false;
        }

        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && (++_at == _text.Length || _text[_at] is not ('"' or '\\')))
            {
                return false;
            }

            if (_text[_at] is < ' ' or > '~')
            {
                return false;
            }

            text.Append(_text[_at++]);
        }

        if (!Skip('"'))
        {
            return false;
        }

        canonical.Append(_text[start.._at]);
        value = text.ToString();
        return true;
    }

    private bool TryReadKey([NotNullWhen(true)] out string? key)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterLower(_text[_at]) || char.IsAsciiDigit(_text[_at]) || _text[_at] is '_' or '-' or '.' or '*'))
        {
            _at++;
        }

        key = _at > start && (char.IsAsciiLetterLower(_text[start]) || _text[start] == '*') ? new string(_text[start.._at]) : null;
        return key is not null;
    }

    private bool Skip(char expected)
    {
        var there = Sees(expected);
        _at += there ? 1 : 0;
        return there;
    }

    // Tabs may stand between members only (OWS).
    private bool SkipComma()
    {
        while (Sees(' ') || Sees('\t'))
        {
            _at++;
        }

        var there = Skip(',');
        while (there && (Sees(' ') || Sees('\t')))
        {
            _at++;
        }

        return there;
    }

    private int SkipBlanks()
    {
        var start = _at;
        while (Skip(' '))
        {
        }

        return _at - start;
    }
}

/// <summary>An inner list of strings with its parameters.</summary>
/// <param name="Items">The strings in order.</param>
/// <param name="Parameters">By name: a string (also for a token), a long or a bool.</param>
/// <param name="Canonical">All of it as serialising writes it (RFC 9651 section 4.1.1.1).</param>
internal sealed record InnerList(IReadOnlyList<ListItem> Items, IReadOnlyDictionary<string, object> Parameters, string Canonical);

/// <summary>One string of an inner list.</summary>
/// <param name="Value">Without its quotes.</param>
/// <param name="Canonical">With them, and with its parameters.</param>
/// <param name="HasParameters">Whether it has any.</param>
internal sealed record ListItem(string Value, string Canonical, bool HasParameters);
