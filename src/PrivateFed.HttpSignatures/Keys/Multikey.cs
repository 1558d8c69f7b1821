using System.Diagnostics.CodeAnalysis;

namespace PrivateFed.HttpSignatures;

/// <summary>The kind of key that a Multikey contains.</summary>
internal enum MultikeyKind
{
    /// <summary>Multicodec 0xed 0x01 and 32 bytes.</summary>
    Ed25519,

    /// <summary>Multicodec 0x80 0x24 and 33 bytes, a compressed point.</summary>
    P256,
}

/// <summary>The text form of a Multikey: multibase <c>z</c>, multicodec, key bytes.</summary>
internal static class Multikey
{
    private const int MaxLength = 64;
    private static readonly byte[] Ed25519Prefix = [0xed, 0x01];
    private static readonly byte[] P256Prefix = [0x80, 0x24];

    internal static string Write(ReadOnlySpan<byte> key) => "z" + Base58.Encode([.. Ed25519Prefix, .. key]);

    internal static bool TryRead(string text, out MultikeyKind kind, [NotNullWhen(true)] out byte[]? key)
    {
        (kind, key) = (default, null);
        if (text.Length > MaxLength || !text.StartsWith('z') || !Base58.TryDecode(text.AsSpan(1), out var bytes))
        {
            return false;
        }

        kind = bytes.AsSpan().StartsWith(P256Prefix) ? MultikeyKind.P256 : MultikeyKind.Ed25519;
        var isWhole = kind == MultikeyKind.P256 ? bytes.Length == 35 : bytes.Length == 34 && bytes.AsSpan().StartsWith(Ed25519Prefix);
        key = isWhole ? bytes[2..] : null;
        return isWhole;
    }
}
