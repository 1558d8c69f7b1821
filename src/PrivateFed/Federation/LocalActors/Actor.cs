using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.LocalActors;

/// <summary>The ActivityPub actor of a member or of the house itself: a handle and two key pairs.</summary>
public sealed class Actor
{
    /// <summary>Handle of the instance actor, which signs fetches that no member started.</summary>
    public const string InstanceHandle = "house";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Lower-case; unique and never reused.</summary>
    public required string Handle { get; init; }

    /// <summary>The actor's member; null for the instance actor.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>
    /// PKCS#8 PEM, RSA-2048: the kind of key that every server verifies. Encrypted when saved (<see cref="Storage.SealOnSave"/>).
    /// </summary>
    public string RsaPrivateKey { get; private set; } = "";

    /// <summary>SubjectPublicKeyInfo PEM.</summary>
    public string RsaPublicKey { get; private set; } = "";

    /// <summary>PKCS#8 PEM; encrypted when saved.</summary>
    public string Ed25519PrivateKey { get; private set; } = "";

    /// <summary>Multikey, multibase base58-btc (FEP-521a).</summary>
    public string Ed25519PublicKey { get; private set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    public static Actor Create(string handle, Guid? memberId, DateTimeOffset at)
    {
        var actor = new Actor { Handle = handle, MemberId = memberId, CreatedAt = at };
        actor.MakeKeys();
        return actor;
    }

    /// <summary>Replaces the keys; see <see cref="RotateKeys"/> for how other servers learn of it.</summary>
    public void MakeKeys()
    {
        using var rsa = SigningKey.GenerateRsa();
        using var ed25519 = SigningKey.GenerateEd25519();
        (RsaPrivateKey, RsaPublicKey) = (rsa.ExportPrivatePem(), rsa.PublicPem);
        (Ed25519PrivateKey, Ed25519PublicKey) = (ed25519.ExportPrivatePem(), ed25519.PublicMultibase);
    }
}
