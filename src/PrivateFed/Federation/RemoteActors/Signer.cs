using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Who signed a request: a stored remote actor, and the key that verified the signature.</summary>
public sealed record Signer(Guid RemoteActorId, string Uri, Guid HostId, string Host, VerificationKey Key, DateTimeOffset KeyFetchedAt);

/// <summary>Result of verifying a request's signature.</summary>
public abstract record Proof
{
    private Proof()
    {
    }

    /// <param name="Signature">The signature's bytes; the same bytes again are a replay.</param>
    public sealed record Given(Signer Signer, byte[] Signature) : Proof;

    /// <summary>The key's own server says that the actor does not exist any more.</summary>
    public sealed record SignerGone : Proof;

    /// <summary>Too many key look-ups were requested; it may work later.</summary>
    public sealed record TooMany : Proof;

    /// <summary>The key's server cannot be asked at the moment; it may work later.</summary>
    public sealed record NotNow(string Why) : Proof;

    public sealed record Refused(string Why) : Proof;
}
