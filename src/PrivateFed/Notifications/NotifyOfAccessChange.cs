using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>
/// Tells a member of every change in how somebody can sign in as them: a notice under the bell, and an email at once, however rarely they
/// wish to be written to. The caller saves it together with the change.
/// </summary>
public static class NotifyOfAccessChange
{
    /// <param name="db">The house.</param>
    /// <param name="memberId">Whose account it is.</param>
    /// <param name="kind">What was changed; one of those that <see cref="NewsWords"/> has a sentence for.</param>
    /// <param name="more">What else its sentence says: a device, an address.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="letter">An email that says it already, and takes the place of the usual one; null for that.</param>
    public static async Task StageAsync(HouseDb db, Guid memberId, AuditAction kind, string more, DateTimeOffset at, CancellationToken cancellation, Email? letter = null)
    {
        var address = await db.MailServers.AnyAsync(cancellation)
            ? await db.MailPreferences.AsNoTracking().Where(box => box.MemberId == memberId).Select(box => box.Address).SingleOrDefaultAsync(cancellation)
            : null;
        letter ??= address is null ? null : new Email { Kind = EmailKind.AccessChanged, MemberId = memberId, Address = address, CreatedAt = at, DueAt = at };
        if (letter is not null)
        {
            db.Emails.Add(letter);
        }
        db.News.Add(new News { MemberId = memberId, Kind = NewsKind.Access, About = $"{kind} {more}", At = at, EmailId = letter?.Id });
    }
}
