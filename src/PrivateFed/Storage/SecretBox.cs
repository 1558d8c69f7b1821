using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PrivateFed.Houses;

namespace PrivateFed.Storage;

/// <summary>
/// Encrypts secrets in the database with the key of the key file (AES-256-GCM), so that they cannot be read from the database alone. Each
/// encrypted value names the key that it was encrypted with. Thread-safe.
/// </summary>
public sealed class SecretBox
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyIdLength = 4;
    private const string TextMark = "sealed:";

    private readonly Lazy<byte[]> _key;

    public SecretBox(Settings settings)
        : this(settings.KeyFile)
    {
    }

    /// <param name="keyFile">Absolute path; the file is read, or created, when it is first needed.</param>
    public SecretBox(string keyFile) => _key = new Lazy<byte[]>(() => KeyFile.ReadOrMake(keyFile));

    /// <summary>The prefix of every encrypted value.</summary>
    private static ReadOnlySpan<byte> Mark => "pfs\u0001"u8;

    /// <summary>The prefix of every keyed hash, which is therefore one byte longer than a plain hash.</summary>
    private const byte HashMark = 1;

    public static bool IsSealed(byte[] kept) =>
        kept.Length >= Mark.Length + KeyIdLength + NonceLength + TagLength && kept.AsSpan().StartsWith(Mark);

    public static bool IsSealed(string kept) => kept.StartsWith(TextMark, StringComparison.Ordinal);

    public static bool IsKeyedHash(byte[] kept) => kept.Length == SHA256.HashSizeInBytes + 1 && kept[0] == HashMark;

    /// <summary>Whether a value was encrypted with the key of this house's key file.</summary>
    public bool IsOurs(byte[] kept) => IsSealed(kept) && kept.AsSpan(Mark.Length, KeyIdLength).SequenceEqual(KeyId());

    public bool IsOurs(string kept) => IsSealed(kept) && IsOurs(Decode(kept));

    /// <param name="secret">The plain text.</param>
    /// <param name="purpose">What it is for; only the same purpose decrypts it.</param>
    public byte[] Seal(byte[] secret, string purpose)
    {
        var kept = new byte[Mark.Length + KeyIdLength + NonceLength + secret.Length + TagLength];
        Mark.CopyTo(kept);
        KeyId().CopyTo(kept.AsSpan(Mark.Length));
        var nonce = kept.AsSpan(Mark.Length + KeyIdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, TagLength);
        var encrypted = kept.AsSpan(^(secret.Length + TagLength)..^TagLength);
        aes.Encrypt(nonce, secret, encrypted, kept.AsSpan(^TagLength..), Encoding.UTF8.GetBytes(purpose));
        return kept;
    }

    public string Seal(string secret, string purpose) => TextMark + Base64Url.EncodeToString(Seal(Encoding.UTF8.GetBytes(secret), purpose));

    /// <param name="kept">The stored value, or the plain text of one that was not saved yet.</param>
    /// <param name="purpose">The purpose it was encrypted for.</param>
    /// <exception cref="CryptographicException">It was encrypted with another key, or for another purpose, or changed.</exception>
    public byte[] Open(byte[] kept, string purpose)
    {
        if (!IsSealed(kept))
        {
            return kept;
        }
        if (!IsOurs(kept))
        {
            throw new CryptographicException("This was encrypted with another key than that of the key file.");
        }
        var sealedText = kept.AsSpan(Mark.Length + KeyIdLength);
        var secret = new byte[sealedText.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_key.Value, TagLength);
        var encrypted = sealedText[NonceLength..^TagLength];
        aes.Decrypt(sealedText[..NonceLength], encrypted, sealedText[^TagLength..], secret, Encoding.UTF8.GetBytes(purpose));
        return secret;
    }

    public string Open(string kept, string purpose) => IsSealed(kept) ? Encoding.UTF8.GetString(Open(Decode(kept), purpose)) : kept;

    /// <summary>
    /// A hash of 33 bytes that nobody can brute-force without the key (HMAC-SHA-256), for secrets that are short because people type them.
    /// </summary>
    public byte[] KeyedHash(byte[] secret) => [HashMark, .. HMACSHA256.HashData(Derive("keyed hash"), secret)];

    private static byte[] Decode(string kept) => Base64Url.DecodeFromChars(kept.AsSpan(TextMark.Length));

    private byte[] KeyId() => Derive("key id")[..KeyIdLength];

    private byte[] Derive(string what) =>
        HKDF.Expand(HashAlgorithmName.SHA256, _key.Value, SHA256.HashSizeInBytes, Encoding.UTF8.GetBytes(what));
}
