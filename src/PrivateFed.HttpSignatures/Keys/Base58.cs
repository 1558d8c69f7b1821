using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// base58btc: a big-endian number in base 58, with a <c>1</c> for each leading zero byte. The time grows with the square of the length, so
/// use it for short texts only.
/// </summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        var digits = new Stack<char>();
        for (var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); !number.IsZero;)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            digits.Push(Alphabet[(int)digit]);
        }

        var zeros = bytes.Length - bytes.TrimStart((byte)0).Length;
        return new string(Alphabet[0], zeros) + new string([.. digits]);
    }

    internal static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var number = BigInteger.Zero;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            number = (number * Alphabet.Length) + digit;
        }

        var zeros = new byte[text.Length - text.TrimStart(Alphabet[0]).Length];
        bytes = number.IsZero ? zeros : [.. zeros, .. number.ToByteArray(isUnsigned: true, isBigEndian: true)];
        return true;
    }
}
