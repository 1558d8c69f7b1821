using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using PrivateFed.Houses;

namespace PrivateFed.Notifications.Mail;

/// <summary>The mail server's answer to an email.</summary>
public abstract record SendMailResult
{
    private SendMailResult()
    {
    }

    public sealed record Taken : SendMailResult;

    /// <summary>A temporary failure: retry later.</summary>
    public sealed record NotNow(string Why) : SendMailResult;

    /// <summary>The address does not exist; permanent.</summary>
    public sealed record NobodyThere(string Why) : SendMailResult;

    /// <summary>The server rejects this email; permanent.</summary>
    public sealed record Refused(string Why) : SendMailResult;
}

/// <summary>Sends every email of the house, over SMTP with the mail server that the owner set up.</summary>
public sealed class SendMail(ProtectSecret sealSecret, CurrentHouse house, ConnectToMailServer connectToMailServer)
{
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromMinutes(2);

    public async Task<SendMailResult> SendAsync(MimeMessage message, MailServer server, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(SessionTimeout);
        // A revocation check would send a request to another host.
        using var smtp = new SmtpClient
        {
            CheckCertificateRevocation = false,
            LocalDomain = house.Addresses.Domain.Split(':')[0],
            Timeout = 30_000,
        };
        try
        {
            if (await connectToMailServer.ConnectAsync(server.Host, server.Port, timeout.Token) is not { } socket)
            {
                return new SendMailResult.NotNow(ConnectToMailServer.Unreachable.Words);
            }
            if (!await OpenSessionAsync(smtp, socket, server, timeout.Token))
            {
                return new SendMailResult.NotNow(ConnectToMailServer.Unreachable.Words);
            }
            await SignInAsync(smtp, server, timeout.Token);
            await smtp.SendAsync(message, timeout.Token);
        }
        catch (Exception problem) when (IsExpected(problem) && !cancellation.IsCancellationRequested)
        {
            return ToResult(problem);
        }
        await QuitAsync(smtp, timeout.Token);
        return new SendMailResult.Taken();
    }

    /// <returns>False if the listener is no mail server, or stops answering.</returns>
    private static async Task<bool> OpenSessionAsync(SmtpClient smtp, Socket socket, MailServer server, CancellationToken cancellation)
    {
        try
        {
            await smtp.ConnectAsync(socket, server.Host, server.Port, server.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, cancellation);
            return true;
        }
        catch (Exception problem) when (problem is ProtocolException or SocketException || problem.GetType() == typeof(IOException))
        {
            return false;
        }
        finally
        {
            if (!smtp.IsConnected)
            {
                socket.Dispose();
            }
        }
    }

    private async Task SignInAsync(SmtpClient smtp, MailServer server, CancellationToken cancellation)
    {
        if (server.UserName is { } name)
        {
            var password = sealSecret.Unprotect(server.SealedPassword)
                ?? throw new AuthenticationException("the password cannot be read any more; please type it again");
            await smtp.AuthenticateAsync(name, password, cancellation);
        }
    }

    /// <summary>The server has accepted the email by now, so a QUIT that fails changes nothing.</summary>
    private static async Task QuitAsync(SmtpClient smtp, CancellationToken cancellation)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            // The server may hang up first.
        }
    }

    private static bool IsExpected(Exception problem) =>
        problem is CommandException or ProtocolException
            or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or NotSupportedException or IOException or SocketException or TimeoutException or OperationCanceledException;

    private static SendMailResult ToResult(Exception problem) => problem switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } error when (int)error.StatusCode >= 500 =>
            new SendMailResult.NobodyThere(error.Message),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } error when (int)error.StatusCode >= 500 =>
            new SendMailResult.Refused(error.Message),
        OperationCanceledException or TimeoutException => new SendMailResult.NotNow("The mail server did not answer in time."),
        SslHandshakeException =>
            new SendMailResult.NotNow(
                "No secure connection could be made to the mail server: its certificate is not valid, or it expects another kind of connection."),
        _ => new SendMailResult.NotNow(problem.Message),
    };
}
