using PrivateFed.HttpSignatures.Messages;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// Signs outgoing requests by RFC 9421, covering what Mastodon (4.4 and later) requires: <c>@method</c>, <c>@target-uri</c> and with a body
/// <c>content-digest</c>, with <c>created</c> and <c>keyid</c>. A <c>Collection-Synchronization</c> field (FEP-8fcf) is covered too, since
/// receivers ignore it otherwise.
/// </summary>
public static class MessageSigner
{
    private static readonly string[] OptionalComponents = ["content-digest", "collection-synchronization"];

    /// <summary>
    /// Sets <c>Host</c>, <c>Date</c>, <c>Content-Digest</c> (for a POST and for any body), <c>Signature-Input</c> and <c>Signature</c>, and
    /// removes <c>Digest</c>. Sign last, just before sending, with a handler that does not follow redirects.
    /// </summary>
    /// <param name="request">A request with an absolute http or https URI.</param>
    /// <param name="body">The bytes that the request's content will send; empty for none.</param>
    /// <param name="keyId">The URL of the public key, at most 2,048 characters.</param>
    /// <param name="key">RSA (<c>rsa-v1_5-sha256</c>) or Ed25519 (<c>ed25519</c>).</param>
    /// <param name="now">The time of sending.</param>
    /// <exception cref="ArgumentException">The URI is not absolute, or the keyId cannot be written into the field.</exception>
    public static void Sign(HttpRequestMessage request, ReadOnlyMemory<byte> body, string keyId, SigningKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        var uri = OutgoingRequest.Check(request, keyId);
        var hasDigest = OutgoingRequest.NeedsDigest(request, body);

        request.Headers.Host = OutgoingRequest.AuthorityOf(uri);
        request.Set("Date", OutgoingRequest.HttpDate(now));
        request.Set("Digest", null);
        request.Set("Content-Digest", hasDigest ? ContentDigest.Of(body.Span) : null);

        string[] components = ["@method", "@target-uri", .. OptionalComponents.Where(request.Headers.Contains)];
        var input =
            $"sig1=({string.Join(' ', components.Select(name => $"\"{name}\""))});created={now.ToUnixTimeSeconds()};keyid=\"{keyId}\";alg=\"{key.MessageAlgorithm}\"";
        if (!StructuredText.TryReadInnerLists(input, out var lists)
            || !SignatureBase.TryCompose(request.ToSignable(uri, body), lists[0].Value, out var text, out _))
        {
            throw new ArgumentException("The request cannot be signed.", nameof(request));
        }

        request.Set("Signature-Input", input);
        request.Set("Signature", $"sig1=:{Convert.ToBase64String(key.Sign(text))}:");
    }
}
