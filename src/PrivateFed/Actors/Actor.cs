using PrivateFed.HttpSignatures;

namespace PrivateFed.Actors;

/// <summary>What a local person, or the house itself, is on the wire: a handle and two key pairs that are made once.</summary>
public sealed class Actor
{
    /// <summary>The handle of the actor that signs fetches which no person started.</summary>
    public const string InstanceHandle = "house";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Lower-case; unique for all time.</summary>
    public required string Handle { get; init; }

    /// <summary>Whose actor it is; null for the instance actor.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>PKCS#8 PEM, RSA-2048: the kind of key that every server verifies.</summary>
    public required string RsaPrivateKey { get; init; }

    /// <summary>SubjectPublicKeyInfo PEM.</summary>
    public required string RsaPublicKey { get; init; }

    /// <summary>PKCS#8 PEM.</summary>
    public required string Ed25519PrivateKey { get; init; }

    /// <summary>Multikey, multibase base58-btc (FEP-521a).</summary>
    public required string Ed25519PublicKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    public static Actor Create(string handle, Guid? memberId, DateTimeOffset at)
    {
        using var rsa = SigningKey.GenerateRsa();
        using var ed25519 = SigningKey.GenerateEd25519();
        return new Actor
        {
            Handle = handle,
            MemberId = memberId,
            RsaPrivateKey = rsa.ExportPrivatePem(),
            RsaPublicKey = rsa.PublicPem,
            Ed25519PrivateKey = ed25519.ExportPrivatePem(),
            Ed25519PublicKey = ed25519.PublicMultibase,
            CreatedAt = at,
        };
    }
}
