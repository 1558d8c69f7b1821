using System.Globalization;
using System.Net.Sockets;

namespace PrivateFed.Federation.Deliveries;

/// <summary>Why a host does not accept deliveries.</summary>
public enum DeliveryFailure
{
    /// <summary>Nothing is known but the recorded error.</summary>
    Other,

    /// <summary>HTTP 401 and 403.</summary>
    Signature,

    /// <summary>HTTP 404 and 410.</summary>
    Gone,

    /// <summary>HTTP 400, 415 and 422.</summary>
    Unreadable,

    /// <summary>HTTP 413.</summary>
    TooLarge,

    /// <summary>HTTP 429.</summary>
    TooMuch,

    /// <summary>All other 4xx.</summary>
    Unwanted,

    /// <summary>HTTP 3xx: redirects are not followed.</summary>
    Elsewhere,

    /// <summary>HTTP 5xx.</summary>
    ServerError,

    /// <summary>No valid certificate.</summary>
    Certificate,

    /// <summary>No DNS entry.</summary>
    NoDnsEntry,

    /// <summary>DNS returns an address in a private network.</summary>
    PrivateAddress,

    /// <summary>No connection, or no answer in time.</summary>
    NoAnswer,

    /// <summary>An internal error of this house.</summary>
    InternalError,
}

/// <summary>Describes for the owner why a delivery failed, and classifies the description.</summary>
public static class DeliveryErrors
{
    // Recorded in the database, and recognised by KindOf.
    public const string Answered = "The server answered ";
    public const string NoAnswer = "The server did not answer within 30 seconds.";
    public const string NoConnection = "No connection was made within 5 seconds.";
    public const string NoName = "Its name leads nowhere at the moment.";
    public const string NoCertificate = "No secure connection could be made: its certificate is not valid, or it has none.";
    public const string NobodyListens = "Nothing listens there.";
    public const string NotReached = "It could not be reached: ";
    public const string BrokeOff = "It broke off: ";
    public const string InternalError = "This house stumbled over it: ";

    public static string Describe(Exception problem) => (problem as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => NoName,
        HttpRequestError.SecureConnectionError when problem.InnerException is not IOException => NoCertificate,
        HttpRequestError.ConnectionError
            when problem.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => NobodyListens,
        HttpRequestError.ConnectionError => NotReached + Innermost(problem).Message,
        _ => BrokeOff + Innermost(problem).Message,
    };

    /// <param name="noted">An error as <see cref="SendActivity"/> recorded it, now or in an earlier version.</param>
    public static DeliveryFailure KindOf(string? noted) => noted switch
    {
        null => DeliveryFailure.Other,
        _ when StatusOf(noted) is { } status => KindOf(status),
        NoCertificate => DeliveryFailure.Certificate,
        NoName => DeliveryFailure.NoDnsEntry,
        NobodyListens or NoAnswer or NoConnection => DeliveryFailure.NoAnswer,
        _ when noted.Contains(Outbound.OutboundHttp.NotAllowed, StringComparison.Ordinal) => DeliveryFailure.PrivateAddress,
        _ when noted.StartsWith(NotReached, StringComparison.Ordinal)
            || noted.StartsWith(BrokeOff, StringComparison.Ordinal) => DeliveryFailure.NoAnswer,
        _ when noted.StartsWith(InternalError, StringComparison.Ordinal) => DeliveryFailure.InternalError,
        _ => DeliveryFailure.Other,
    };

    private static DeliveryFailure KindOf(int status) => status switch
    {
        401 or 403 => DeliveryFailure.Signature,
        404 or 410 => DeliveryFailure.Gone,
        400 or 415 or 422 => DeliveryFailure.Unreadable,
        408 => DeliveryFailure.NoAnswer,
        413 => DeliveryFailure.TooLarge,
        429 => DeliveryFailure.TooMuch,
        >= 300 and < 400 => DeliveryFailure.Elsewhere,
        >= 400 and < 500 => DeliveryFailure.Unwanted,
        >= 500 and < 600 => DeliveryFailure.ServerError,
        _ => DeliveryFailure.Other,
    };

    private static int? StatusOf(string noted) =>
        noted.StartsWith(Answered, StringComparison.Ordinal)
        && int.TryParse(noted.AsSpan(Answered.Length).TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;

    private static Exception Innermost(Exception problem) => problem.GetBaseException();
}
