using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PrivateFed.Federation.Outbound;
using PrivateFed.Hosting.CommandLine;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks TLS: a server answers, with a certificate that other servers accept and that does not expire soon.</summary>
internal static class CheckCertificate
{
    private const string Name = "tls";
    private const int MinDaysLeft = 14;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task<Finding> RunAsync(OutboundHttp http, string domain, DateTimeOffset now, CancellationToken cancellation)
    {
        var address = new Uri($"https://{domain}/");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        X509Certificate2? certificate = null;
        var errors = SslPolicyErrors.None;
        try
        {
            await using var connection = await http.ConnectAsync(new DnsEndPoint(address.IdnHost, address.Port), timeout.Token);
            await using var tls = new SslStream(connection);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.IdnHost,
                    RemoteCertificateValidationCallback = (_, shown, _, found) =>
                    {
                        (certificate, errors) = (shown is null ? null
                            : X509CertificateLoader.LoadCertificate(shown.GetRawCertData()), found);
                        return found == SslPolicyErrors.None;
                    },
                },
                timeout.Token);
            return JudgeTime(domain, certificate!, now);
        }
        catch (AuthenticationException problem)
        {
            return certificate is not null && errors != SslPolicyErrors.None ? JudgeErrors(domain, certificate, errors, now)
                : NoAnswer(domain, problem.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NoAnswer(domain, $"no answer within {Timeout.TotalSeconds} seconds.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException)
        {
            return NoAnswer(domain, problem.GetBaseException().Message);
        }
        finally
        {
            certificate?.Dispose();
        }
    }

    private static Finding NoAnswer(string domain, string why) => Finding.Problem(
        Name,
        $"https://{domain}/ can't be reached: {why}",
        "Start the server and the proxy in front of it (Caddy, nginx ...), and open port 443 in the firewall and the router.");

    private static Finding JudgeTime(string domain, X509Certificate2 certificate, DateTimeOffset now)
    {
        var days = (int)(certificate.NotAfter.ToUniversalTime() - now.UtcDateTime).TotalDays;
        return days >= MinDaysLeft
            ? Finding.Ok(Name, $"The certificate for {domain} is valid for {days} more days.")
            : Finding.Warning(Name, $"The certificate for {domain} expires in {days} days.",
                "Check the proxy's log: it should have renewed the certificate by now. Port 80 has to be open for that, too.");
    }

    private static Finding JudgeErrors(string domain, X509Certificate2 certificate, SslPolicyErrors errors, DateTimeOffset now) =>
        Finding.Problem(
        Name,
        0 switch
        {
            _ when certificate.NotAfter.ToUniversalTime() < now.UtcDateTime =>
                $"The certificate for {domain} expired on {Printed.Day(certificate.NotAfter)}.",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => $"The certificate is for a name other than {domain}.",
            _ => $"The certificate for {domain} isn't signed by an authority that other servers trust, "
                + "or the proxy doesn't send the whole chain.",
        },
        "Have the proxy get a certificate for exactly this domain. Caddy does this by itself if the domain points to it and ports 80 and "
            + "443 are open.");
}
