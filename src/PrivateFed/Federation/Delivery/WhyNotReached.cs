using System.Net.Sockets;

namespace PrivateFed.Federation.Delivery;

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

    private static Exception Innermost(Exception problem) => problem.GetBaseException();
}
