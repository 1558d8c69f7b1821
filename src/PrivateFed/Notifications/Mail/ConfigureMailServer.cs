using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>What an owner says of the mail server.</summary>
/// <param name="Password">Empty to keep the present one.</param>
public sealed record MailServerForm(string Host, int Port, MailSecurity Security, string UserName, string Password, string From, EmailContent Show);

/// <summary>An owner says through which mail server the house sends its letters, and how much may stand in them.</summary>
public sealed class ConfigureMailServer(HouseDb db, AuditLog auditLog, SealSecret seal, SweepSignal signal)
{
    private const int Longest = 254;

    public async Task<Result<MailServer>> ConfigureAsync(MailServerForm wishes, CancellationToken cancellation)
    {
        var host = HostOf(wishes.Host.Trim());
        if (host is null || wishes.Port is < 1 or > 65535)
        {
            return new Refusal("Please give the name of the mail server, such as mail.example.org, and its port.");
        }
        var from = MailAddress.Parse(wishes.From);
        if (!from.Succeeded)
        {
            return from.Refusal;
        }
        var office = await db.MailServers.SingleOrDefaultAsync(cancellation);
        if (CheckPassword(office, host, wishes) is { } wrong)
        {
            return wrong;
        }
        if (office is null)
        {
            office = new MailServer { Host = host, Port = wishes.Port, Security = wishes.Security, From = from.Value, Content = wishes.Show };
            db.MailServers.Add(office);
        }
        (office.Host, office.Port, office.Security, office.From, office.Content) = (host, wishes.Port, wishes.Security, from.Value, wishes.Show);
        office.UserName = wishes.UserName.Trim() is { Length: > 0 and <= Longest } name ? name : null;
        office.SealedPassword = office.UserName is null ? null : wishes.Password.Length > 0 ? seal.Seal(wishes.Password) : office.SealedPassword;
        (office.LastError, office.FailingSince) = (null, null);
        auditLog.Record(AuditAction.MailSetUp, more: host);
        await db.SaveChangesAsync(cancellation);
        // What waits for a mail server that did not answer is tried with this one at once.
        await db.Emails.Where(letter => letter.Failures > 0).ExecuteUpdateAsync(set => set.SetProperty(letter => letter.DueAt, letter => letter.CreatedAt), cancellation);
        signal.Set();
        return office;
    }

    /// <summary>The house sends no letters any more, and forgets the password.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        await auditLog.RecordIfAsync(() => db.MailServers.ExecuteDeleteAsync(cancellation), write => write.Record(AuditAction.MailEnded), cancellation);
        await db.Emails.ExecuteDeleteAsync(cancellation);
    }

    private static Refusal? CheckPassword(MailServer? office, string host, MailServerForm wishes)
    {
        if (wishes.UserName.Trim().Length == 0)
        {
            return null;
        }
        // The present password is for the present server and way alone: nobody learns it by naming another.
        var isKept = wishes.Password.Length == 0;
        var isSame = office is { SealedPassword: not null } && office.Host == host && office.Port == wishes.Port && office.Security == wishes.Security;
        if (isKept && !isSame)
        {
            return new Refusal("Please type the password, too: the one that is kept belongs to the mail server of before.");
        }
        return wishes.Security == MailSecurity.None && !IsThisMachine(host)
            ? new Refusal("Without encryption the password could be read on its way. Please choose another kind of connection.")
            : null;
    }

    private static string? HostOf(string typed) => IPAddress.TryParse(typed, out _) ? typed : Domain.AsciiHost(typed);

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
