using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Whose signature a request carries: a remote actor that we keep, and the key that proved it.</summary>
public sealed record Signer(Guid RemoteActorId, string Uri, Guid HostId, string Host, VerificationKey Key, DateTimeOffset KeyFetchedAt);

/// <summary>What came of looking at a request's signature.</summary>
public abstract record Proof
{
    private Proof()
    {
    }

    /// <param name="Signer">Who signed.</param>
    /// <param name="Signature">The signature's bytes: the same bytes again are a replay.</param>
    public sealed record Given(Signer Signer, byte[] Signature) : Proof;

    /// <summary>The key's own server says that there is no such actor any more.</summary>
    public sealed record SignerGone : Proof;

    /// <summary>We are asked to look up more keys than we want to; later it may work.</summary>
    public sealed record TooMany : Proof;

    /// <summary>The key's server cannot be asked at the moment; later it may work.</summary>
    public sealed record NotNow(string Why) : Proof;

    public sealed record Refused(string Why) : Proof;
}
