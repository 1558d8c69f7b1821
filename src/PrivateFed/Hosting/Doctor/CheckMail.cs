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
            return Finding.Warning(Name, "Not checked, because the database can't be read.", "Fix that first, then run doctor again.");
        }
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } mailServer)
        {
            return Finding.Ok(Name, "No mail server is set up, so no emails are sent. An owner can set one up at /family/mail.");
        }
        var server = $"{mailServer.Host}:{mailServer.Port.ToString(CultureInfo.InvariantCulture)}";
        if (mailServer.LastError is not { } error)
        {
            return Finding.Ok(Name, $"Emails go out through {server}.");
        }
        var waiting = await db.Emails.CountAsync(email => email.Failures > 0, cancellation);
        return Finding.Warning(
            Name,
            $"{server} has accepted no emails since {mailServer.FailingSince:yyyy-MM-dd HH:mm} UTC; {waiting} waiting. Last error: "
                + $"{OneLine.Of(error)}",
            "Go to /family/mail and send a test email from there. A mail server on this machine or in a private network must be listed in "
                + "PrivateFed__AllowedNetworks.");
    }
}
