using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>The key is held in memory guarded by libsodium and never changes, so it is safe for concurrent use.</summary>
internal sealed class Ed25519SigningKey : SigningKey
{
    private static KeyCreationParameters Exportable => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    private readonly Key _key;

    private Ed25519SigningKey(Key key)
    {
        _key = key;
        PublicPem = Encoding.ASCII.GetString(key.PublicKey.Export(KeyBlobFormat.PkixPublicKeyText)).ReplaceLineEndings("\n");
        PublicMultibase = Multikey.Write(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    public override string PublicPem { get; }

    public override string PublicMultibase { get; }

    internal override string CavageAlgorithm => "hs2019";

    internal override string MessageAlgorithm => "ed25519";

    internal static Ed25519SigningKey Generate() => new(Key.Create(SignatureAlgorithm.Ed25519, Exportable));

    internal static Ed25519SigningKey Import(byte[] pkcs8) =>
        Key.TryImport(SignatureAlgorithm.Ed25519, pkcs8, KeyBlobFormat.PkixPrivateKey, out var key, Exportable) && key is not null
            ? new(key)
            : throw new CryptographicException("The private key cannot be read.");

    public override string ExportPrivatePem() =>
        Encoding.ASCII.GetString(_key.Export(KeyBlobFormat.PkixPrivateKeyText)).ReplaceLineEndings("\n");

    public override byte[] Sign(ReadOnlySpan<byte> data) => SignatureAlgorithm.Ed25519.Sign(_key, data);

    protected override void Dispose(bool disposing) => _key.Dispose();
}
