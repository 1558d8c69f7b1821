using PrivateFed.HttpSignatures.Cavage;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// Signs outgoing requests by draft-cavage-http-signatures-12, in the form that every known ActivityPub server reads: no space after a
/// comma, the algorithm named, covering <c>(request-target) host date</c> and with a body also <c>digest content-type</c>. A
/// <c>Collection-Synchronization</c> field (FEP-8fcf) is covered too, since receivers ignore it otherwise.
/// </summary>
public static class CavageSigner
{
    private static readonly string[] RequiredComponents = ["(request-target)", "host", "date"];
    private static readonly string[] OptionalComponents = ["digest", "content-type", "collection-synchronization"];

    /// <summary>
    /// Sets <c>Host</c>, <c>Date</c>, <c>Digest</c> (for a POST and for any body) and <c>Signature</c>, replacing existing values and any
    /// RFC 9421 signature. Sign last, just before sending: some servers allow one minute of clock skew, and the target, the host and the
    /// Content-Type must not change afterwards. The handler must not follow redirects, which would carry a signature for another target.
    /// </summary>
    /// <param name="request">A request with an absolute http or https URI.</param>
    /// <param name="body">The bytes that the request's content will send; empty for none.</param>
    /// <param name="keyId">The URL of the public key, at most 2,048 characters.</param>
    /// <param name="key">An RSA key is named <c>rsa-sha256</c>, an Ed25519 key <c>hs2019</c>, the draft's name for "the key
    /// decides".</param>
    /// <param name="now">The time of sending.</param>
    /// <exception cref="ArgumentException">The URI is not absolute, or the keyId cannot be written into the field.</exception>
    public static void Sign(HttpRequestMessage request, ReadOnlyMemory<byte> body, string keyId, SigningKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        var uri = OutgoingRequest.Check(request, keyId);

        request.Headers.Host = OutgoingRequest.AuthorityOf(uri);
        request.Set("Date", OutgoingRequest.HttpDate(now));
        request.Set("Digest", OutgoingRequest.NeedsDigest(request, body) ? BodyDigest.Of(body.Span) : null);
        request.Set("Content-Digest", null);
        request.Set("Signature-Input", null);

        var signable = request.ToSignable(uri, body);
        string[] components = [.. RequiredComponents, .. OptionalComponents.Where(name => signable.Header(name) is not null)];
        if (!SigningString.TryCompose(signable, signable.Target, components, null, null, out var signingString, out var refusal))
        {
            throw new ArgumentException(refusal.Sentence, nameof(request));
        }

        var signature = Convert.ToBase64String(key.Sign(signingString));
        request.Set(
            "Signature",
            $"keyId=\"{keyId}\",algorithm=\"{key.CavageAlgorithm}\",headers=\"{string.Join(' ', components)}\",signature=\"{signature}\"");
    }
}
