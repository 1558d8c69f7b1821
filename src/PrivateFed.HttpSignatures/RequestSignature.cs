using System.Diagnostics.CodeAnalysis;
using PrivateFed.HttpSignatures.Cavage;
using PrivateFed.HttpSignatures.Messages;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// The signature of one received request, after every check that needs no key: all that is left to ask is whether <see cref="KeyId"/>'s key
/// made it. It keeps what it needs of the request and is safe for concurrent use.
/// </summary>
public abstract class RequestSignature
{
    private protected RequestSignature(string keyId, byte[] value) => (KeyId, Value) = (KeyIdHost.Folded(keyId), value);

    /// <summary>
    /// The identifier of the key, as sent, with its host in lower case: not empty, at most 2,048 characters, without blanks and control characters. It is a claim and
    /// not covered by the signature: whether it is an address that may be fetched is for the caller to judge.
    /// </summary>
    public string KeyId { get; }

    /// <summary>
    /// What recognises a replay: the bytes of a draft-cavage signature, or the SHA-256 of what an RFC 9421 signature covers. Nobody
    /// without the private key can turn them into other bytes that are accepted for the same request. A request stays acceptable from an
    /// hour before its date until an hour after it: remember them for two hours.
    /// </summary>
    [SuppressMessage("Performance", "CA1819", Justification = "One request's own bytes, read by one caller.")]
    public byte[] Value { get; }

    /// <summary>
    /// Reads the signature and makes every check that needs no key: its form, what it covers, the host, the window of time and the body's
    /// digest. Never throws on anything that a stranger can send.
    /// </summary>
    /// <param name="request">The request as received.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="signature">The signature, when there is one that may be believed once its key is known.</param>
    /// <param name="refusal">Why not, otherwise.</param>
    public static bool TryRead(
        SignableRequest request,
        DateTimeOffset now,
        [NotNullWhen(true)] out RequestSignature? signature,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Both forms put something into the field Signature, so a request has one or the other; Signature-Input tells which. There is no
        // falling back: who signs as RFC 9421 says and fails is refused, as with Mastodon.
        return string.IsNullOrWhiteSpace(request.Header("Signature-Input"))
            ? CavageSignature.TryRead(request, now, out signature, out refusal)
            : MessageSignature.TryRead(request, now, out signature, out refusal);
    }

    /// <summary>Whether the private half of <paramref name="key"/> made this signature over this request.</summary>
    public abstract bool IsMadeBy(VerificationKey key);
}
