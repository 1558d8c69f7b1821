using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>What a member wishes.</summary>
/// <param name="Address">Empty for no letters, and for no address here.</param>
/// <param name="Rhythm">How often.</param>
/// <param name="Hour">Of their day.</param>
/// <param name="Zone">Their time zone, if their browser told it.</param>
/// <param name="Password">The present one: another address is another way in. Who has none need not tell it.</param>
public sealed record MailPreferencesForm(string Address, Rhythm Rhythm, int Hour, string? Zone, string Password = "");

/// <summary>A member says where and how often they are written to. An address counts once the link that is mailed to it was opened.</summary>
public sealed class ChangeMailPreferences(HouseDb db, AuditLog auditLog, SealSecret seal, TimeProvider clock, SweepSignal signal)
{
    public async Task<Result<MailPreferences>> ChangeAsync(Guid memberId, MailPreferencesForm wishes, CancellationToken cancellation)
    {
        var address = MailAddress.Parse(wishes.Address);
        if (!address.Succeeded)
        {
            return address.Refusal;
        }
        var now = clock.GetUtcNow();
        var box = await db.MailPreferences.SingleOrDefaultAsync(box => box.MemberId == memberId, cancellation);
        if (box is null)
        {
            box = new MailPreferences { MemberId = memberId, Since = now };
            db.MailPreferences.Add(box);
        }
        (box.Rhythm, box.Hour, box.Zone) = (wishes.Rhythm, Math.Clamp(wishes.Hour, 0, 23), wishes.Zone);
        if (!string.Equals(address.Value, box.Address, StringComparison.OrdinalIgnoreCase) || box.UnreachableSince is not null)
        {
            if (await AskAsync(box, address.Value, wishes.Password, now, cancellation) is { } refused)
            {
                return refused;
            }
        }
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return box;
    }

    /// <summary>The house forgets the address, at its member's wish or the owner's. It is no way in any more, and neither is a link that was mailed to it.</summary>
    public async Task ForgetAsync(Guid memberId, CancellationToken cancellation)
    {
        var box = await db.MailPreferences.Include(box => box.Member).SingleOrDefaultAsync(box => box.MemberId == memberId, cancellation);
        if (box is null)
        {
            return;
        }
        if (box.Address is { } address)
        {
            auditLog.Record(AuditAction.AddressForgotten, box.Member, more: address);
        }
        box.Forget();
        await db.SaveChangesAsync(cancellation);
        await db.Emails.Where(letter => letter.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail).ExecuteDeleteAsync(cancellation);
    }

    private async Task<Refusal?> AskAsync(MailPreferences box, string address, string password, DateTimeOffset now, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == box.MemberId, cancellation);
        if (member.HasPassword && !await Password.IsRightAsync(password, member.PasswordHash, cancellation))
        {
            return new Refusal("An address is a way in, too. Please tell your present password with it.");
        }
        if (box.WasJustAsked(now) || !box.MayAsk(now))
        {
            return new Refusal("A letter with a link was sent a moment ago. Please look into your mail, or try again later.");
        }
        box.CountAsked(now);
        db.Emails.RemoveRange(await db.Emails.Where(letter => letter.MemberId == box.MemberId && letter.Kind == EmailKind.Confirmation).ToListAsync(cancellation));
        var secret = LinkSecret.New();
        box.Ask(address, LinkSecret.Hash(secret), now);
        db.Emails.Add(new Email
        {
            Kind = EmailKind.Confirmation,
            MemberId = box.MemberId,
            Address = address,
            Language = CultureInfo.CurrentUICulture.Name,
            SealedSecret = seal.Seal(secret),
            CreatedAt = now,
            DueAt = now,
            EndsAt = box.ConfirmEndsAt,
        });
        return null;
    }
}
