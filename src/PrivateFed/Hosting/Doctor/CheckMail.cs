using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks whether the house can send emails: whether a mail server is configured, and its last error.</summary>
internal static class CheckMail
{
    private const string Name = "mail";

    /// <param name="db">Null when the database cannot be read.</param>
    public static async Task<Finding> RunAsync(HouseDb? db, CancellationToken cancellation)
    {
        if (db is null)
        {
            return Finding.Warning(Name, "Not examined, because the database cannot be read.", "First see to that, then run doctor again.");
        }
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } mailServer)
        {
            return Finding.Ok(Name, "No mail server is named, so the house sends no emails. An owner names one at /family/mail.");
        }
        var server = $"{mailServer.Host}:{mailServer.Port.ToString(CultureInfo.InvariantCulture)}";
        if (mailServer.LastError is not { } error)
        {
            return Finding.Ok(Name, $"Emails go out through {server}.");
        }
        var waiting = await db.Emails.CountAsync(email => email.Failures > 0, cancellation);
        return Finding.Warning(
            Name,
            $"Since {mailServer.FailingSince:yyyy-MM-dd HH:mm} UTC {server} takes no emails; {waiting} wait. The last error: {OneLine.Of(error)}",
            "Look at /family/mail and send a test email from there. A mail server on this machine or in a private network must be named in PrivateFed__AllowedNetworks.");
    }
}
