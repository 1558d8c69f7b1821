using System.Globalization;

namespace PrivateFed.HttpSignatures;

/// <summary>What both signers have in common.</summary>
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

    internal static bool NeedsDigest(HttpRequestMessage request, ReadOnlyMemory<byte> body) =>
        request.Method == HttpMethod.Post || !body.IsEmpty;

    internal static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    // Formatted like HttpClient does, but set here so that the sent value is the signed one.
    internal static string AuthorityOf(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port}";
    }

    // Without validation HttpClient sends a value unchanged; with validation it may parse and reformat it.
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
