using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PrivateFed.HttpSignatures.Messages;

/// <summary>
/// Parses structured fields (RFC 9651 section 4.2) as far as signatures need them: dictionaries of byte sequences and of inner lists, with
/// strings, tokens, integers and booleans as parameters. A duplicate key is refused: two parsers could read two different signatures.
/// </summary>
internal ref partial struct StructuredText
{
    private const int MaxMembers = 8;
    private const int MaxItems = 32;

    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private StructuredText(string text) => _text = text;

    private delegate bool ValueReader<T>(ref StructuredText reader, [NotNullWhen(true)] out T? value);

    /// <summary>
    /// Parses a dictionary of byte sequences, e.g. the fields <c>Signature</c> and <c>Content-Digest</c>. Parameters are ignored.
    /// </summary>
    internal static bool TryReadByteSequences(string text, [NotNullWhen(true)] out IReadOnlyDictionary<string, byte[]>? members)
    {
        var read = TryReadDictionary<byte[]>(text, TryReadByteSequence, out var found);
        members = found?.ToDictionary(StringComparer.Ordinal);
        return read;
    }

    /// <summary>Parses a dictionary of inner lists of strings, e.g. the field <c>Signature-Input</c>, in order.</summary>
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
            if (found.Count == MaxMembers || !reader.TryReadKey(out var key) || found.Exists(member => member.Key == key)
                || !reader.Skip('=') || !readValue(ref reader, out var value))
            {
                return false;
            }

            found.Add(new(key, value));
        }
        while (reader.SkipComma());

        members = found;
        return reader._position == reader._text.Length;
    }

    // Section 4.2.7, but only the canonical spelling: no spare bits, no white space, the required padding.
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

        reader._position += length + 1;
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
            if (items.Count == MaxItems || !reader.TryReadString(canonical, out var value)
                || !reader.TryReadParameters(canonical, out var own))
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

    private readonly ReadOnlySpan<char> Rest => _text[_position..];

    private readonly bool Sees(char character) => _position < _text.Length && _text[_position] == character;

    private bool TryReadKey([NotNullWhen(true)] out string? key)
    {
        var start = _position;
        while (_position < _text.Length
            && (char.IsAsciiLetterLower(_text[_position]) || char.IsAsciiDigit(_text[_position])
                || _text[_position] is '_' or '-' or '.' or '*'))
        {
            _position++;
        }

        key = _position > start && (char.IsAsciiLetterLower(_text[start]) || _text[start] == '*')
            ? new string(_text[start.._position]) : null;
        return key is not null;
    }

    private bool Skip(char expected)
    {
        var there = Sees(expected);
        _position += there ? 1 : 0;
        return there;
    }

    // Tabs are allowed between members only (OWS).
    private bool SkipComma()
    {
        while (Sees(' ') || Sees('\t'))
        {
            _position++;
        }

        var there = Skip(',');
        while (there && (Sees(' ') || Sees('\t')))
        {
            _position++;
        }

        return there;
    }

    private int SkipBlanks()
    {
        var start = _position;
        while (Skip(' '))
        {
        }

        return _position - start;
    }
}
