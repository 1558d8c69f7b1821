using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Emails a sign-in link on request. The page only stores the typed address, whether or not it is known; the job checks whether it belongs
/// to a member. So neither the answer nor its time reveals who is a member here.
/// </summary>
public sealed class EmailSignInLink(HouseDb db, ProtectSecret sealSecret, TimeProvider clock, SweepSignal signal)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    private const int MaxPending = 100;

    /// <summary>Stores a request from the sign-in page.</summary>
    /// <returns>Null, unless the text is no address at all.</returns>
    public async Task<Refusal?> RequestAsync(string address, CancellationToken cancellation)
    {
        var parsed = MailAddress.Parse(address);
        if (!parsed.Succeeded || await db.Emails.CountAsync(email => email.Kind == EmailKind.SignInRequested, cancellation) >= MaxPending)
        {
            return parsed.Refusal;
        }
        var now = clock.GetUtcNow();
        db.Emails.Add(new Email
        {
            Kind = EmailKind.SignInRequested,
            Address = parsed.Value,
            Language = CultureInfo.CurrentUICulture.Name,
            CreatedAt = now,
            DueAt = now,
            EndsAt = now + LinkLifetime,
        });
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return null;
    }

    /// <summary>Runs in the job: stages a link and an email for each member with this confirmed address. The caller saves.</summary>
    public async Task SendAsync(Email asked, CancellationToken cancellation)
    {
        db.Emails.Remove(asked);
        var now = clock.GetUtcNow();
        // An email alone does not sign in members who require codes.
        var recipients = asked.EndsAt <= now ? [] : await db.MailPreferences
            .Where(preferences => preferences.Address == asked.Address && preferences.Member.RemovedAt == null
                && preferences.Member.CodeSecret == null)
            .Where(preferences => !db.SignInLinks.Any(link => link.MemberId == preferences.MemberId && link.ByMail
                && link.CreatedAt > now - MailPreferences.RequestInterval))
            .ToListAsync(cancellation);
        foreach (var preferences in recipients.Where(preferences => preferences.MayRequestLink(now)))
        {
            preferences.CountRequest(now);
            var secret = LinkSecret.New();
            db.SignInLinks.RemoveRange(await db.SignInLinks.Where(link => link.MemberId == preferences.MemberId && link.ByMail)
                .ToListAsync(cancellation));
            db.SignInLinks.Add(new SignInLink
            {
                SecretHash = LinkSecret.Hash(secret),
                MemberId = preferences.MemberId,
                ByMail = true,
                CreatedAt = now,
                EndsAt = now + LinkLifetime,
            });
            db.Emails.Add(new Email
            {
                Kind = EmailKind.SignIn,
                MemberId = preferences.MemberId,
                Address = preferences.Address!,
                Language = asked.Language,
                SealedSecret = sealSecret.Protect(secret),
                CreatedAt = now,
                DueAt = now,
                EndsAt = now + LinkLifetime,
            });
        }
    }
}
