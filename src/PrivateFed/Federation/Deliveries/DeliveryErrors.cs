using System.Globalization;
using System.Net.Sockets;

namespace PrivateFed.Federation.Deliveries;

/// <summary>Why a host does not accept deliveries.</summary>
public enum TroubleKind
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
    Broken,

    /// <summary>No valid certificate.</summary>
    Certificate,

    /// <summary>No DNS entry.</summary>
    Nameless,

    /// <summary>DNS returns an address in a private network.</summary>
    Inside,

    /// <summary>No connection, or no answer in time.</summary>
    Silent,

    /// <summary>An internal error of this house.</summary>
    Ours,
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
    public const string Stumbled = "This house stumbled over it: ";

    public static string InWords(Exception problem) => (problem as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => NoName,
        HttpRequestError.SecureConnectionError when problem.InnerException is not IOException => NoCertificate,
        HttpRequestError.ConnectionError when problem.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => NobodyListens,
        HttpRequestError.ConnectionError => NotReached + Innermost(problem).Message,
        _ => BrokeOff + Innermost(problem).Message,
    };

    /// <param name="noted">An error as <see cref="SendActivity"/> recorded it, now or in an earlier version.</param>
    public static TroubleKind KindOf(string? noted) => noted switch
    {
        null => TroubleKind.Other,
        _ when StatusOf(noted) is { } status => KindOf(status),
        NoCertificate => TroubleKind.Certificate,
        NoName => TroubleKind.Nameless,
        NobodyListens or NoAnswer or NoConnection => TroubleKind.Silent,
        _ when noted.Contains(Outbound.OutboundHttp.NotAllowed, StringComparison.Ordinal) => TroubleKind.Inside,
        _ when noted.StartsWith(NotReached, StringComparison.Ordinal) || noted.StartsWith(BrokeOff, StringComparison.Ordinal) => TroubleKind.Silent,
        _ when noted.StartsWith(Stumbled, StringComparison.Ordinal) => TroubleKind.Ours,
        _ => TroubleKind.Other,
    };

    private static TroubleKind KindOf(int status) => status switch
    {
        401 or 403 => TroubleKind.Signature,
        404 or 410 => TroubleKind.Gone,
        400 or 415 or 422 => TroubleKind.Unreadable,
        408 => TroubleKind.Silent,
        413 => TroubleKind.TooLarge,
        429 => TroubleKind.TooMuch,
        >= 300 and < 400 => TroubleKind.Elsewhere,
        >= 400 and < 500 => TroubleKind.Unwanted,
        >= 500 and < 600 => TroubleKind.Broken,
        _ => TroubleKind.Other,
    };

    private static int? StatusOf(string noted) =>
        noted.StartsWith(Answered, StringComparison.Ordinal)
        && int.TryParse(noted.AsSpan(Answered.Length).TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;

    private static Exception Innermost(Exception problem) => problem.GetBaseException();
}
