using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>
/// The list <c>name=value,name="value"</c> of a <c>Signature</c> field (draft-cavage-http-signatures-12 section 4.1, auth-param of RFC
/// 7235). Blanks around commas and equals signs are accepted. A name given twice is not: two parsers would read two different signatures.
/// </summary>
internal ref struct AuthParameters
{
    // A signature by an RSA key of 8,192 bits takes 1,368 characters and a keyId rarely 200.
    internal const int LongestField = 4096;
    private const int MostParameters = 16;

    private readonly ReadOnlySpan<char> _field;
    private int _at;

    private AuthParameters(string field) => _field = field;

    /// <summary>The parameters by name; false when the field does not follow the grammar or a bound.</summary>
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
            if (!reader.TryReadParameter(out var name, out var value) || found.Count == MostParameters || !found.TryAdd(name, value))
            {
                return false;
            }
        }
        while (reader.Skip(','));

        parameters = found;
        return reader._at == field.Length;
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
        var start = _at;
        while (_at < _field.Length && FieldText.IsTokenCharacter(_field[_at]))
        {
            _at++;
        }

        token = _at > start ? new string(_field[start.._at]) : null;
        return token is not null;
    }

    private bool TryReadRestOfQuotedString([NotNullWhen(true)] out string? value)
    {
        value = null;
        var text = new StringBuilder();
        while (_at < _field.Length && _field[_at] != '"')
        {
            if (_field[_at] == '\\')
            {
                _at++;
            }

            if (_at == _field.Length || char.IsControl(_field[_at]))
            {
                return false;
            }

            text.Append(_field[_at++]);
        }

        if (_at == _field.Length)
        {
            return false;
        }

        _at++;
        value = text.ToString();
        return true;
    }

    /// <summary>
    /// Steps over one character with the blanks around it, if it is there. Blanks after an opening quote belong to the string.
    /// </summary>
    private bool Skip(char expected)
    {
        SkipBlanks();
        if (_at == _field.Length || _field[_at] != expected)
        {
            return false;
        }

        _at++;
        if (expected != '"')
        {
            SkipBlanks();
        }

        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _field.Length && _field[_at] is ' ' or '\t')
        {
            _at++;
        }
    }
}
