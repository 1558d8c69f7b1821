using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>
/// The list <c>name=value,name="value"</c> of a <c>Signature</c> field (draft-cavage-http-signatures-12 section 4.1, auth-param of RFC
/// 7235). Spaces and tabs around commas and equals signs are accepted. A duplicate name is refused: two parsers could read two different
/// signatures.
/// </summary>
internal ref struct AuthParameters
{
    // A signature by an RSA key of 8,192 bits takes 1,368 characters, and a keyId rarely more than 200.
    internal const int LongestField = 4096;
    private const int MaxParameters = 16;

    private readonly ReadOnlySpan<char> _field;
    private int _position;

    private AuthParameters(string field) => _field = field;

    /// <summary>The parameters by name; false when the field violates the grammar or a limit.</summary>
    internal static bool TryParse(string field, [NotNullWhen(true)] out Dictionary<string, string>? parameters)
    {
        parameters = null;
        if (field.Length > LongestField)
        {
            return false;
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new AuthParameters(field);
        do
        {
            if (!reader.TryReadParameter(out var name, out var value) || found.Count == MaxParameters || !found.TryAdd(name, value))
            {
                return false;
            }
        }
        while (reader.Skip(','));

        parameters = found;
        return reader._position == field.Length;
    }

    private bool TryReadParameter([NotNullWhen(true)] out string? name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        SkipBlanks();
        return TryReadToken(out name)
            && Skip('=')
            && (Skip('"') ? TryReadRestOfQuotedString(out value) : TryReadToken(out value));
    }

    private bool TryReadToken([NotNullWhen(true)] out string? token)
    {
        var start = _position;
        while (_position < _field.Length && FieldText.IsTokenCharacter(_field[_position]))
        {
            _position++;
        }

        token = _position > start ? new string(_field[start.._position]) : null;
        return token is not null;
    }

    private bool TryReadRestOfQuotedString([NotNullWhen(true)] out string? value)
    {
        value = null;
        var text = new StringBuilder();
        while (_position < _field.Length && _field[_position] != '"')
        {
            if (_field[_position] == '\\')
            {
                _position++;
            }

            if (_position == _field.Length || char.IsControl(_field[_position]))
            {
                return false;
            }

            text.Append(_field[_position++]);
        }

        if (_position == _field.Length)
        {
            return false;
        }

        _position++;
        value = text.ToString();
        return true;
    }

    /// <summary>
    /// Skips one character, if it is there, and spaces and tabs around it. Those after an opening quote belong to the string.
    /// </summary>
    private bool Skip(char expected)
    {
        SkipBlanks();
        if (_position == _field.Length || _field[_position] != expected)
        {
            return false;
        }

        _position++;
        if (expected != '"')
        {
            SkipBlanks();
        }

        return true;
    }

    private void SkipBlanks()
    {
        while (_position < _field.Length && _field[_position] is ' ' or '\t')
        {
            _position++;
        }
    }
}
