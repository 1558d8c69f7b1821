using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PrivateFed.HttpSignatures.Messages;

/// <content>Parameters and bare items.</content>
internal ref partial struct StructuredText
{
    /// <summary>Reads parameters (section 4.2.3.2), and appends their canonical serialisation to <paramref name="canonical"/>.</summary>
    private bool TryReadParameters(StringBuilder canonical, [NotNullWhen(true)] out Dictionary<string, object>? parameters)
    {
        parameters = null;
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        while (Skip(';'))
        {
            SkipBlanks();
            if (found.Count == MaxItems || !TryReadKey(out var key))
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
            // True is serialised as the key alone.
            canonical.Remove(start - 1, 1).Append(value is false ? "=?0" : "");
            return value is not null;
        }

        return Rest is [>= '0' and <= '9' or '-', ..] ? TryReadInteger(canonical, out value) : TryReadToken(canonical, out value);
    }

    private bool TryReadInteger(StringBuilder canonical, [NotNullWhen(true)] out object? value)
    {
        const int MaxDigits = 15;
        var length = Rest[1..].IndexOfAnyExceptInRange('0', '9') + 1;
        var digits = length == 0 ? Rest : Rest[..length];
        value = digits.TrimStart('-').Length <= MaxDigits
            && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
        _position += digits.Length;
        canonical.Append(value);
        return value is not null && !Sees('.');
    }

    private bool TryReadToken(StringBuilder canonical, [NotNullWhen(true)] out object? value)
    {
        var start = _position;
        while (_position < _text.Length && (FieldText.IsTokenCharacter(_text[_position]) || _text[_position] is ':' or '/'))
        {
            _position++;
        }

        value = _position > start && (char.IsAsciiLetter(_text[start]) || _text[start] == '*') ? new string(_text[start.._position]) : null;
        canonical.Append(value);
        return value is not null;
    }

    private bool TryReadString(StringBuilder canonical, [NotNullWhen(true)] out string? value)
    {
        value = null;
        var (start, text) = (_position, new StringBuilder());
        if (!Skip('"'))
        {
            return false;
        }

        while (_position < _text.Length && _text[_position] != '"')
        {
            if (_text[_position] == '\\' && (++_position == _text.Length || _text[_position] is not ('"' or '\\')))
            {
                return false;
            }

            if (_text[_position] is < ' ' or > '~')
            {
                return false;
            }

            text.Append(_text[_position++]);
        }

        if (!Skip('"'))
        {
            return false;
        }

        canonical.Append(_text[start.._position]);
        value = text.ToString();
        return true;
    }
}
