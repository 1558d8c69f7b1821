using System.Numerics;

namespace PrivateFed.HttpSignatures;

/// <summary>Which RSA keys are taken: strong enough to mean something, small enough that nobody can keep us busy with one.</summary>
internal static class RsaBounds
{
    internal const int FewestBits = 2048;

    // Servers make 2,048 bits, some owners 4,096. At 8,192 a check takes about 0.3 ms, ten times that of 2,048, and the cost goes on
    // growing with the square: beyond, a key is only good for wearing a receiver out.
    internal const int MostBits = 8192;

    // The exponent weighs as much as the modulus: one of 2,048 bits would make each check as slow as signing. All that are in use fit.
    private const int MostExponentBytes = 4;

    /// <summary>A sentence when the key is not taken. Both numbers are big-endian without leading zeros.</summary>
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

        // An exponent of 1 makes every message its own signature.
        if (exponent.Length > MostExponentBytes || (exponent[^1] & 1) == 0 || (exponent.Length == 1 && exponent[0] < 3))
        {
            return "The RSA key's exponent must be an odd number from 3 to 32 bits.";
        }

        return (modulus[^1] & 1) == 0 ? "The RSA key's modulus is even." : null;
    }
}
