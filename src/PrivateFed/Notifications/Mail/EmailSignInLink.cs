using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Somebody at the front door asks for a link by mail. The page writes down the address and nothing else, whoever's it is; only the job looks
/// whether it is anybody's. So neither the answer nor its time tells who is a member here.
/// </summary>
public sealed class EmailSignInLink(HouseDb db, SealSecret seal, TimeProvider clock, SweepSignal signal)
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromMinutes(15);

    private const int MostWaiting = 100;

    /// <summary>What the page does.</summary>
    /// <returns>Null, unless what was typed is no address at all.</returns>
    public async Task<Refusal?> AskAsync(string address, CancellationToken cancellation)
    {
        var parsed = MailAddress.Parse(address);
        if (!parsed.Succeeded || await db.Emails.CountAsync(letter => letter.Kind == EmailKind.SignInRequested, cancellation) >= MostWaiting)
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
            EndsAt = now + LinkLasts,
        });
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return null;
    }

    /// <summary>What the job does: a link and a letter for each member whose confirmed address it is. The caller saves.</summary>
    public async Task SendAsync(Email asked, CancellationToken cancellation)
    {
        db.Emails.Remove(asked);
        var now = clock.GetUtcNow();
        // Who wants to be asked for codes as well is not let in by a letter alone.
        var boxes = asked.EndsAt <= now ? [] : await db.MailPreferences
            .Where(box => box.Address == asked.Address && box.Member.RemovedAt == null && box.Member.CodeSecret == null)
            .Where(box => !db.SignInLinks.Any(link => link.MemberId == box.MemberId && link.ByMail && link.CreatedAt > now - MailPreferences.AskedEvery)).ToListAsync(cancellation);
        foreach (var member in boxes.Where(box => box.MayAsk(now)))
        {
            member.CountAsked(now);
            var secret = LinkSecret.New();
            db.SignInLinks.RemoveRange(await db.SignInLinks.Where(link => link.MemberId == member.MemberId && link.ByMail).ToListAsync(cancellation));
            db.SignInLinks.Add(new SignInLink { SecretHash = LinkSecret.Hash(secret), MemberId = member.MemberId, ByMail = true, CreatedAt = now, EndsAt = now + LinkLasts });
            db.Emails.Add(new Email
            {
                Kind = EmailKind.SignIn,
                MemberId = member.MemberId,
                Address = member.Address!,
                Language = asked.Language,
                SealedSecret = seal.Seal(secret),
                CreatedAt = now,
                DueAt = now,
                EndsAt = now + LinkLasts,
            });
        }
    }
}
