using System.Diagnostics.CodeAnalysis;

namespace PrivateFed.HttpSignatures;

/// <summary>The text form of an Ed25519 public key as a Multikey: multibase <c>z</c>, multicodec 0xed 0x01.</summary>
internal static class Multikey
{
    private const int KeySize = 32;
    private const int LongestText = 64;
    private static readonly byte[] Ed25519Prefix = [0xed, 0x01];

    internal static string Write(ReadOnlySpan<byte> key) => "z" + Base58.Encode([.. Ed25519Prefix, .. key]);

    internal static bool TryRead(string text, [NotNullWhen(true)] out byte[]? key)
    {
        key = text.Length <= LongestText
            && text.StartsWith('z')
            && Base58.TryDecode(text.AsSpan(1), out var bytes)
            && bytes.Length == Ed25519Prefix.Length + KeySize
            && bytes.AsSpan().StartsWith(Ed25519Prefix)
            ? bytes[Ed25519Prefix.Length..]
            : null;
        return key is not null;
    }
}
