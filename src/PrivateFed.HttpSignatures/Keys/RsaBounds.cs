using System.Numerics;

namespace PrivateFed.HttpSignatures;

/// <summary>Which RSA keys are accepted: long enough to be secure, short enough that nobody can exhaust this server with one.</summary>
internal static class RsaBounds
{
    internal const int FewestBits = 2048;

    // Servers create keys of 2,048 bits, and some owners use 4,096. At 8,192 bits a verification takes about 0.3 ms, ten times as long as
    // at 2,048, and the cost grows with the square of the length. A longer key would serve only to exhaust a receiver.
    internal const int MostBits = 8192;

    // The exponent matters as much as the modulus: with one of 2,048 bits, each verification would be as slow as signing. All exponents in
    // use fit.
    private const int MaxExponentBytes = 4;

    /// <summary>Why the key is refused; null if it is accepted. Both numbers are big-endian without leading zeros.</summary>
    internal static string? WhyNot(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        if (modulus.IsEmpty || exponent.IsEmpty)
        {
            return "The RSA key has a number that is zero.";
        }

        var bits = (modulus.Length * 8) - (BitOperations.LeadingZeroCount(modulus[0]) - 24);
        if (bits is < FewestBits or > MostBits)
        {
            return $"The RSA key must have {FewestBits} to {MostBits} bits.";
        }

        // With an exponent of 1, every message is its own signature.
        if (exponent.Length > MaxExponentBytes || (exponent[^1] & 1) == 0 || (exponent.Length == 1 && exponent[0] < 3))
        {
            return "The RSA key's exponent must be an odd number from 3 to 32 bits.";
        }

        return (modulus[^1] & 1) == 0 ? "The RSA key's modulus is even." : null;
    }
}
