namespace PrivateFed.HttpSignatures;

/// <summary>The parts of a request that a signature can cover, as sent: not normalised, not decoded.</summary>
public sealed record SignableRequest
{
    /// <summary>The method in upper case, e.g. <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The request-target as sent, in origin form (RFC 9112 section 3.2.1): path and query, e.g. <c>/users/mara/outbox?page=true</c>.
    /// </summary>
    public required string Target { get; init; }

    /// <summary><c>https</c>, or <c>http</c> in tests. Behind a proxy that terminates TLS, the scheme that the client used.</summary>
    public required string Scheme { get; init; }

    /// <summary>
    /// The host that this request is for, as <c>host</c> or <c>host:port</c>. A server behind a proxy gives its public name, so that a
    /// request signed for another host is refused.
    /// </summary>
    public required string Authority { get; init; }

    /// <summary>
    /// Returns all values of a field joined with <c>", "</c>, or null if it was not sent. The field name is case-insensitive.
    /// </summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The body's bytes as received, before any decoding; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
