using System.Net.Sockets;

namespace PrivateFed.Federation.Delivery;

/// <summary>Of what kind it is when a server takes nothing.</summary>
public enum TroubleKind
{
    Other,
    Signature,
    Gone,
    Unreadable,
    TooLarge,
    TooMuch,
    Certificate,
    Passing,
}

/// <summary>Says for the owner why a server could not be spoken to.</summary>
public static class WhyNotReached
{
    public static string InWords(Exception problem) => (problem as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "Its name leads nowhere at the moment.",
        HttpRequestError.SecureConnectionError => "No secure connection could be made: its certificate is not valid, or it has none.",
        HttpRequestError.ConnectionError when problem.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "Nothing listens there.",
        HttpRequestError.ConnectionError => $"It could not be reached: {Innermost(problem).Message}",
        _ => $"It broke off: {Innermost(problem).Message}",
    };

    /// <param name="noted">As <see cref="SendActivity"/> noted it, also before.</param>
    public static TroubleKind KindOf(string? noted) => noted switch
    {
        "The server answered 401." or "The server answered 403." => TroubleKind.Signature,
        "The server answered 404." or "The server answered 410." => TroubleKind.Gone,
        "The server answered 400." or "The server answered 422." => TroubleKind.Unreadable,
        "The server answered 413." => TroubleKind.TooLarge,
        "The server answered 429." => TroubleKind.TooMuch,
        "No secure connection could be made: its certificate is not valid, or it has none." => TroubleKind.Certificate,
        "Its name leads nowhere at the moment." or "The server did not answer within 30 seconds." => TroubleKind.Passing,
        _ => TroubleKind.Other,
    };

    private static Exception Innermost(Exception problem) => problem.GetBaseException();
}
