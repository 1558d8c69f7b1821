using System.Diagnostics.CodeAnalysis;
using PrivateFed.HttpSignatures.Cavage;
using PrivateFed.HttpSignatures.Messages;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// The signature of a received request that has passed every check that needs no key. What remains is whether <see cref="KeyId"/>'s key
/// made it. Copies what it needs from the request, and is safe for concurrent use.
/// </summary>
public abstract class RequestSignature
{
    private protected RequestSignature(string keyId, byte[] value) => (KeyId, Value) = (KeyIdHost.Folded(keyId), value);

    /// <summary>
    /// The identifier of the key, as sent, with its host in lower case: 1 to 2,048 characters, without white space and control characters.
    /// It is a claim that the signature does not cover, and the caller must decide whether it may be fetched.
    /// </summary>
    public string KeyId { get; }

    /// <summary>
    /// Identifies a replay: the bytes of a draft-cavage signature, or the SHA-256 of the text that an RFC 9421 signature covers. Nobody
    /// without the private key can turn them into other bytes that are accepted for the same request. A request is acceptable from an hour
    /// before its date until an hour after it, so remember these bytes for two hours.
    /// </summary>
    [SuppressMessage("Performance", "CA1819", Justification = "One request's own bytes, read by one caller.")]
    public byte[] Value { get; }

    /// <summary>
    /// Reads the signature and makes every check that needs no key: form, coverage, host, time window and body digest. Never throws,
    /// whatever the request contains.
    /// </summary>
    /// <param name="request">The request as received.</param>
    /// <param name="now">The present time.</param>
    /// <param name="signature">The signature, if it has passed the checks.</param>
    /// <param name="refusal">The reason, if it has not.</param>
    public static bool TryRead(
        SignableRequest request,
        DateTimeOffset now,
        [NotNullWhen(true)] out RequestSignature? signature,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Both forms use the field Signature, so a request can have only one of them, and Signature-Input tells which. There is no
        // fallback: a failed RFC 9421 signature is refused, as in Mastodon.
        return string.IsNullOrWhiteSpace(request.Header("Signature-Input"))
            ? CavageSignature.TryRead(request, now, out signature, out refusal)
            : MessageSignature.TryRead(request, now, out signature, out refusal);
    }

    /// <summary>Whether the private half of <paramref name="key"/> made this signature over this request.</summary>
    public abstract bool IsMadeBy(VerificationKey key);
}
