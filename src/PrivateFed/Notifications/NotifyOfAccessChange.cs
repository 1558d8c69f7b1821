using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>
/// Notifies a member of every change in how somebody can sign in as them: news in the bell, and an email at once, whatever rhythm they
/// chose. The caller saves it together with the change.
/// </summary>
public static class NotifyOfAccessChange
{
    /// <param name="kind">What changed; one of the actions for which <see cref="NewsWords"/> has a sentence.</param>
    /// <param name="more">What else its sentence says: a device, an address.</param>
    /// <param name="letter">An email that says this already and replaces the usual one; null for the usual one.</param>
    public static async Task StageAsync(
        HouseDb db, Guid memberId, AuditAction kind, string more, DateTimeOffset at, CancellationToken cancellation, Email? letter = null)
    {
        var address = await db.MailServers.AnyAsync(cancellation)
            ? await db.MailPreferences.AsNoTracking().Where(preferences => preferences.MemberId == memberId)
                .Select(preferences => preferences.Address).SingleOrDefaultAsync(cancellation)
            : null;
        letter ??= address is null ? null : new Email
        {
            Kind = EmailKind.AccessChanged,
            MemberId = memberId,
            Address = address,
            CreatedAt = at,
            DueAt = at,
        };
        if (letter is not null)
        {
            db.Emails.Add(letter);
        }
        db.News.Add(new News { MemberId = memberId, Kind = NewsKind.Access, About = $"{kind} {more}", At = at, EmailId = letter?.Id });
    }
}
