namespace PrivateFed.HttpSignatures;

/// <summary>What a signature can speak of in a request, as it went over the wire: nothing normalised, nothing decoded.</summary>
public sealed record SignableRequest
{
    /// <summary>The method in capitals, e.g. <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The request-target as sent, in origin form (RFC 9112 section 3.2.1): path and query, e.g. <c>/users/mara/outbox?page=true</c>.
    /// </summary>
    public required string Target { get; init; }

    /// <summary><c>https</c>, or <c>http</c> in tests. A proxy that ends TLS must have its say here.</summary>
    public required string Scheme { get; init; }

    /// <summary>
    /// The host that this request is for, <c>host</c> or <c>host:port</c>. A server behind a proxy gives the name that it is known by, so
    /// that a request signed for another host is refused.
    /// </summary>
    public required string Authority { get; init; }

    /// <summary>
    /// From a field name, whatever its case, to all values of that field joined with <c>", "</c>; null when it was not sent.
    /// </summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The body's bytes as received, before any decoding; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
