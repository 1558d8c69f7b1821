using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>A member's choice of mail preferences.</summary>
/// <param name="Address">Empty for no emails and no stored address.</param>
/// <param name="Hour">Of the member's day.</param>
/// <param name="Zone">The time zone that their browser sent, if any.</param>
/// <param name="Password">The present one, since an address is a way to sign in. Not needed by members without a password.</param>
public sealed record MailPreferencesForm(string Address, Rhythm Rhythm, int Hour, string? Zone, string Password = "");

/// <summary>Changes where and how often a member gets emails. An address counts only once the emailed link has been opened.</summary>
public sealed class ChangeMailPreferences(HouseDb db, AuditLog auditLog, ProtectSecret sealSecret, TimeProvider clock, SweepSignal signal)
{
    public async Task<Result<MailPreferences>> ChangeAsync(Guid memberId, MailPreferencesForm form, CancellationToken cancellation)
    {
        var address = MailAddress.Parse(form.Address);
        if (!address.Succeeded)
        {
            return address.Refusal;
        }
        var now = clock.GetUtcNow();
        var preferences = await db.MailPreferences.SingleOrDefaultAsync(preferences => preferences.MemberId == memberId, cancellation);
        if (preferences is null)
        {
            preferences = new MailPreferences { MemberId = memberId, Since = now };
            db.MailPreferences.Add(preferences);
        }
        (preferences.Rhythm, preferences.Hour, preferences.Zone) = (form.Rhythm, Math.Clamp(form.Hour, 0, 23), form.Zone);
        if (!string.Equals(address.Value, preferences.Address, StringComparison.OrdinalIgnoreCase)
            || preferences.UnreachableSince is not null)
        {
            if (await RequestConfirmationAsync(preferences, address.Value, form.Password, now, cancellation) is { } refused)
            {
                return refused;
            }
        }
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return preferences;
    }

    /// <summary>Deletes the address, for the member or an owner. It is no way in any more, and links emailed to it stop working.</summary>
    public async Task ForgetAsync(Guid memberId, CancellationToken cancellation)
    {
        var preferences = await db.MailPreferences.Include(preferences => preferences.Member)
            .SingleOrDefaultAsync(preferences => preferences.MemberId == memberId, cancellation);
        if (preferences is null)
        {
            return;
        }
        if (preferences.Address is { } address)
        {
            auditLog.Record(AuditAction.AddressForgotten, preferences.Member, more: address);
        }
        preferences.Forget();
        await db.SaveChangesAsync(cancellation);
        await db.Emails.Where(email => email.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail).ExecuteDeleteAsync(cancellation);
    }

    private async Task<Refusal?> RequestConfirmationAsync(
        MailPreferences preferences, string address, string password, DateTimeOffset now, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == preferences.MemberId, cancellation);
        if (member.HasPassword && !await Password.VerifyAsync(password, member.PasswordHash, cancellation))
        {
            return new Refusal("This address can be used to sign in. Please enter your current password, too.");
        }
        if (preferences.WasJustRequested(now) || !preferences.MayRequestLink(now))
        {
            return new Refusal("We sent you an email with a link a moment ago. Please check your inbox, or try again later.");
        }
        preferences.CountRequest(now);
        db.Emails.RemoveRange(await db.Emails.Where(email => email.MemberId == preferences.MemberId && email.Kind == EmailKind.Confirmation)
            .ToListAsync(cancellation));
        var secret = LinkSecret.New();
        preferences.RequestConfirmation(address, LinkSecret.Hash(secret), now);
        db.Emails.Add(new Email
        {
            Kind = EmailKind.Confirmation,
            MemberId = preferences.MemberId,
            Address = address,
            Language = CultureInfo.CurrentUICulture.Name,
            SealedSecret = sealSecret.Protect(secret),
            CreatedAt = now,
            DueAt = now,
            EndsAt = preferences.ConfirmEndsAt,
        });
        return null;
    }
}
