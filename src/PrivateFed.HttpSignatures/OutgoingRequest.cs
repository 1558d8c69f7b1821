using System.Globalization;

namespace PrivateFed.HttpSignatures;

/// <summary>What both signers do with a request that is about to be sent.</summary>
internal static class OutgoingRequest
{
    /// <returns>The request's URI.</returns>
    internal static Uri Check(HttpRequestMessage request, string keyId)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        if (!FieldText.IsKeyId(keyId) || keyId.AsSpan().IndexOfAny('"', '\\') >= 0 || !FieldText.IsVisibleAscii(keyId))
        {
            throw new ArgumentException("A keyId is a URL in ASCII.", nameof(keyId));
        }

        return request.RequestUri is { IsAbsoluteUri: true } absolute
            ? absolute
            : throw new ArgumentException("Only a request with an absolute URI can be signed.", nameof(request));
    }

    internal static bool NeedsDigest(HttpRequestMessage request, ReadOnlyMemory<byte> body) => request.Method == HttpMethod.Post || !body.IsEmpty;

    internal static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    // Written as HttpClient would write it, but set here so that what is signed is what is sent.
    internal static string AuthorityOf(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port}";
    }

    // Without validation HttpClient sends a value byte for byte; with it, it may parse and write it anew.
    internal static void Set(this HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    internal static SignableRequest ToSignable(this HttpRequestMessage request, Uri uri, ReadOnlyMemory<byte> body) => new()
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
