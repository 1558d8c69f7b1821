using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>An owner's settings for the mail server.</summary>
/// <param name="Password">Empty to keep the present one.</param>
public sealed record MailServerForm(string Host, int Port, MailSecurity Security, string UserName, string Password, string From,
    EmailContent Show);

/// <summary>Sets the mail server through which the house sends emails, and how much detail they may contain.</summary>
public sealed class ConfigureMailServer(HouseDb db, AuditLog auditLog, ProtectSecret sealSecret, SweepSignal signal)
{
    private const int MaxUserNameLength = 254;

    public async Task<Result<MailServer>> ConfigureAsync(MailServerForm form, CancellationToken cancellation)
    {
        var host = HostOf(form.Host.Trim());
        if (host is null || form.Port is < 1 or > 65535)
        {
            return new Refusal("Please enter the name of the mail server, such as mail.example.org, and its port.");
        }
        var from = MailAddress.Parse(form.From);
        if (!from.Succeeded)
        {
            return from.Refusal;
        }
        var server = await db.MailServers.SingleOrDefaultAsync(cancellation);
        if (CheckPassword(server, host, form) is { } wrong)
        {
            return wrong;
        }
        if (server is null)
        {
            server = new MailServer { Host = host, Port = form.Port, Security = form.Security, From = from.Value, Content = form.Show };
            db.MailServers.Add(server);
        }
        (server.Host, server.Port, server.Security, server.From, server.Content) = (host, form.Port, form.Security, from.Value, form.Show);
        server.UserName = form.UserName.Trim() is { Length: > 0 and <= MaxUserNameLength } name ? name : null;
        server.SealedPassword = server.UserName is null ? null
            : form.Password.Length > 0 ? sealSecret.Protect(form.Password)
            : server.SealedPassword;
        (server.LastError, server.FailingSince) = (null, null);
        auditLog.Record(AuditAction.MailSetUp, more: host);
        await db.SaveChangesAsync(cancellation);
        // Emails that failed with the previous settings are tried with these at once.
        await db.Emails.Where(email => email.Failures > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(email => email.DueAt, email => email.CreatedAt), cancellation);
        signal.Set();
        return server;
    }

    /// <summary>Turns email off and deletes the password.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        await auditLog.RecordIfAsync(
            () => db.MailServers.ExecuteDeleteAsync(cancellation), log => log.Record(AuditAction.MailEnded), cancellation);
        await db.Emails.ExecuteDeleteAsync(cancellation);
    }

    private static Refusal? CheckPassword(MailServer? server, string host, MailServerForm form)
    {
        if (form.UserName.Trim().Length == 0)
        {
            return null;
        }
        // The present password belongs to the present server and connection: nobody may obtain it by naming another server.
        var keepsPassword = form.Password.Length == 0;
        var isSameServer = server is { SealedPassword: not null } && server.Host == host && server.Port == form.Port
            && server.Security == form.Security;
        if (keepsPassword && !isSameServer)
        {
            return new Refusal("Please enter the password, too: the saved one belongs to the previous mail server.");
        }
        return form.Security == MailSecurity.None && !IsThisMachine(host)
            ? new Refusal("Without encryption, the password could be read along the way. Please choose another kind of connection.")
            : null;
    }

    private static string? HostOf(string typed) => IPAddress.TryParse(typed, out _) ? typed : Domain.AsciiHost(typed);

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
