using System.Globalization;
using PrivateFed.HttpSignatures.Cavage;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// Signs outgoing requests as draft-cavage-http-signatures-12 says, in the way that every known ActivityPub server reads: no blank after a
/// comma, the algorithm named, <c>(request-target) host date</c> and with a body also <c>digest content-type</c>.
/// A <c>Collection-Synchronization</c> field (FEP-8fcf) counts for receivers only when it is signed, and so it is.
/// </summary>
public static class CavageSigner
{
    private static readonly string[] Always = ["(request-target)", "host", "date"];
    private static readonly string[] WhenPresent = ["digest", "content-type", "collection-synchronization"];

    /// <summary>
    /// Sets <c>Host</c>, <c>Date</c>, <c>Digest</c> (for a POST and for any body) and <c>Signature</c>, replacing what was there. Sign
    /// last, just before sending: some servers allow one minute of skew, and the target, the host and the Content-Type must not change any
    /// more. The handler must not follow redirects by itself: they would carry a signature for another target.
    /// </summary>
    /// <param name="request">A request with an absolute http or https URI.</param>
    /// <param name="body">The bytes that the request's content will send; empty for none.</param>
    /// <param name="keyId">Where the receiver finds the public key: a URL, not longer than 2,048 characters.</param>
    /// <param name="key">The key. RSA is called <c>rsa-sha256</c>; Ed25519 <c>hs2019</c>, the draft's name for "the key decides".</param>
    /// <param name="now">The moment of sending.</param>
    /// <exception cref="ArgumentException">The URI is not absolute, or the keyId cannot stand in the field.</exception>
    public static void Sign(HttpRequestMessage request, ReadOnlyMemory<byte> body, string keyId, SigningKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        if (!FieldText.IsVisibleAscii(keyId) || keyId.AsSpan().IndexOfAny('"', '\\') >= 0 || keyId.Length > 2048)
        {
            throw new ArgumentException("A keyId is a URL in ASCII.", nameof(keyId));
        }

        var uri = request.RequestUri is { IsAbsoluteUri: true } absolute
            ? absolute
            : throw new ArgumentException("Only a request with an absolute URI can be signed.", nameof(request));

        request.Headers.Host = AuthorityOf(uri);
        Set(request, "Date", now.UtcDateTime.ToString("r", CultureInfo.InvariantCulture));
        Set(request, "Digest", request.Method == HttpMethod.Post || !body.IsEmpty ? BodyDigest.Of(body.Span) : null);

        var signable = ToSignable(request, uri, body);
        string[] components = [.. Always, .. WhenPresent.Where(name => signable.Header(name) is not null)];
        if (!SigningString.TryCompose(signable, signable.Target, components, null, null, out var signingString, out var refusal))
        {
            throw new ArgumentException(refusal.Sentence, nameof(request));
        }

        var signature = Convert.ToBase64String(key.Sign(signingString));
        Set(
            request,
            "Signature",
            $"keyId=\"{keyId}\",algorithm=\"{key.CavageAlgorithm}\",headers=\"{string.Join(' ', components)}\",signature=\"{signature}\"");
    }

    // Written as HttpClient would write it, but set here so that what is signed is what is sent.
    private static string AuthorityOf(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port}";
    }

    // Without validation HttpClient sends a value byte for byte; with it, it may parse and write it anew.
    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static SignableRequest ToSignable(HttpRequestMessage request, Uri uri, ReadOnlyMemory<byte> body) => new()
    {
        Method = request.Method.Method,
        Target = uri.PathAndQuery,
        Scheme = uri.Scheme,
        Authority = AuthorityOf(uri),
        Body = body,
        Header = name => request.Headers.NonValidated.TryGetValues(name, out var values)
            || (request.Content is not null && request.Content.Headers.NonValidated.TryGetValues(name, out values))
            ? values.ToString()
            : null,
    };
}
