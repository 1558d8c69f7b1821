using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using PrivateFed.Operations;

namespace PrivateFed.Notifications;

/// <summary>What the post office said to a letter.</summary>
public abstract record SendMailResult
{
    private SendMailResult()
    {
    }

    public sealed record Taken : SendMailResult;

    /// <summary>Later, perhaps.</summary>
    public sealed record NotNow(string Why) : SendMailResult;

    /// <summary>There is nobody of this address, for good.</summary>
    public sealed record NobodyThere(string Why) : SendMailResult;

    /// <summary>Not this letter, for good.</summary>
    public sealed record Refused(string Why) : SendMailResult;
}

/// <summary>The one place where letters leave the house: an SMTP conversation with the mail server that the owner named.</summary>
public sealed class SendMail(SealSecret seal, CurrentHouse house, ConnectToMailServer dial)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task<SendMailResult> SendAsync(MimeMessage message, MailServer office, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Longest);
        // Whether its certificate was revoked would be asked of another host.
        using var smtp = new SmtpClient { CheckCertificateRevocation = false, LocalDomain = house.Addresses.Domain.Split(':')[0], Timeout = 30_000 };
        try
        {
            if (await dial.ConnectAsync(office.Host, office.Port, end.Token) is not { } socket)
            {
                return new SendMailResult.NotNow(ConnectToMailServer.NobodyAnswers.Words);
            }
            if (!await GreetAsync(smtp, socket, office, end.Token))
            {
                return new SendMailResult.NotNow(ConnectToMailServer.NobodyAnswers.Words);
            }
            await SignInAsync(smtp, office, end.Token);
            await smtp.SendAsync(message, end.Token);
        }
        catch (Exception problem) when (IsForeseen(problem) && !cancellation.IsCancellationRequested)
        {
            return Understand(problem);
        }
        await LeaveAsync(smtp, end.Token);
        return new SendMailResult.Taken();
    }

    /// <returns>False when what listens there is no mail server, or none that goes on talking.</returns>
    private static async Task<bool> GreetAsync(SmtpClient smtp, Socket socket, MailServer office, CancellationToken cancellation)
    {
        try
        {
            await smtp.ConnectAsync(socket, office.Host, office.Port, office.Security switch
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

    private async Task SignInAsync(SmtpClient smtp, MailServer office, CancellationToken cancellation)
    {
        if (office.UserName is { } name)
        {
            var password = seal.Open(office.SealedPassword) ?? throw new AuthenticationException("the password cannot be read any more; please type it again");
            await smtp.AuthenticateAsync(name, password, cancellation);
        }
    }

    /// <summary>The letter is taken already; a farewell that fails changes nothing.</summary>
    private static async Task LeaveAsync(SmtpClient smtp, CancellationToken cancellation)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception problem) when (IsForeseen(problem))
        {
            // Whoever hangs up first.
        }
    }

    private static bool IsForeseen(Exception problem) =>
        problem is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or NotSupportedException or IOException or SocketException or TimeoutException or OperationCanceledException;

    private static SendMailResult Understand(Exception problem) => problem switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } said when (int)said.StatusCode >= 500 => new SendMailResult.NobodyThere(said.Message),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } said when (int)said.StatusCode >= 500 => new SendMailResult.Refused(said.Message),
        OperationCanceledException or TimeoutException => new SendMailResult.NotNow("The mail server did not answer in time."),
        SslHandshakeException => new SendMailResult.NotNow("No secure connection could be made to the mail server: its certificate is not valid, or it expects another kind of connection."),
        _ => new SendMailResult.NotNow(problem.Message),
    };
}
