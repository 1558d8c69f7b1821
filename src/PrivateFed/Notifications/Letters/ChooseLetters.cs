using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>What a member wishes.</summary>
/// <param name="Address">Empty for no letters, and for no address here.</param>
/// <param name="Rhythm">How often.</param>
/// <param name="Hour">Of their day.</param>
/// <param name="Zone">Their time zone, if their browser told it.</param>
public sealed record LetterWishes(string Address, Rhythm Rhythm, int Hour, string? Zone);

/// <summary>A member says where and how often they are written to. An address counts once the link that is mailed to it was opened.</summary>
public sealed class ChooseLetters(HouseDb db, SealSecret seal, TimeProvider clock, Wake wake)
{
    /// <summary>Between two letters that ask, so that nobody fills a stranger's letterbox.</summary>
    private static readonly TimeSpan AskedEvery = TimeSpan.FromMinutes(2);

    public async Task<Result<Letterbox>> OfAsync(Guid memberId, LetterWishes wishes, CancellationToken cancellation)
    {
        var address = MailAddress.Parse(wishes.Address);
        if (!address.Succeeded)
        {
            return address.Refusal;
        }
        var now = clock.GetUtcNow();
        var box = await db.Letterboxes.SingleOrDefaultAsync(box => box.MemberId == memberId, cancellation);
        if (box is null)
        {
            box = new Letterbox { MemberId = memberId, Since = now };
            db.Letterboxes.Add(box);
        }
        (box.Rhythm, box.Hour, box.Zone) = (wishes.Rhythm, Math.Clamp(wishes.Hour, 0, 23), wishes.Zone);
        if (!string.Equals(address.Value, box.Address, StringComparison.OrdinalIgnoreCase) || box.UnreachableSince is not null)
        {
            if (await AskAsync(box, address.Value, now, cancellation) is { } tooSoon)
            {
                return tooSoon;
            }
        }
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return box;
    }

    /// <summary>The house forgets the address.</summary>
    public async Task ForgetAsync(Guid memberId, CancellationToken cancellation)
    {
        await db.Letters.Where(letter => letter.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.Letterboxes.Where(box => box.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }

    private async Task<Refusal?> AskAsync(Letterbox box, string address, DateTimeOffset now, CancellationToken cancellation)
    {
        if (box.ConfirmEndsAt - Letterbox.ConfirmationLasts > now - AskedEvery)
        {
            return new Refusal("A letter with a link was sent a moment ago. Please look into your mail, or try again in two minutes.");
        }
        db.Letters.RemoveRange(await db.Letters.Where(letter => letter.MemberId == box.MemberId && letter.Kind == LetterKind.Confirmation).ToListAsync(cancellation));
        var secret = LinkSecret.New();
        box.Ask(address, LinkSecret.Hash(secret), now);
        db.Letters.Add(new Letter
        {
            Kind = LetterKind.Confirmation,
            MemberId = box.MemberId,
            Address = address,
            Language = CultureInfo.CurrentUICulture.Name,
            Sealed = seal.Seal(secret),
            CreatedAt = now,
            DueAt = now,
            EndsAt = box.ConfirmEndsAt,
        });
        return null;
    }
}
