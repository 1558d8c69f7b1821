using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Gathers a member's news into one email when it is due. In the same transaction it marks the news with the email's id, so that no other
/// email contains it again.
/// </summary>
public static class GatherDigest
{
    /// <returns>When the next digest is due.</returns>
    public static async Task<DateTimeOffset> AllDueAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await db.MailPreferences.AsNoTracking()
            .Where(preferences => preferences.Address != null && preferences.UnreachableSince == null && preferences.Rhythm != Rhythm.Never)
            .Select(preferences => new
            {
                Preferences = preferences,
                // News seen on the site is not emailed.
                Oldest = db.News.Where(news => news.MemberId == preferences.MemberId && news.EmailId == null && news.SeenAt == null
                    && news.At >= preferences.Since)
                    .OrderBy(news => news.At).Select(news => (DateTimeOffset?)news.At).FirstOrDefault(),
            })
            .Where(waiting => waiting.Oldest != null).ToListAsync(cancellation);
        foreach (var due in waiting.Where(waiting => waiting.Preferences.DueFor(waiting.Oldest!.Value) <= now))
        {
            await GatherAsync(db, due.Preferences, now, cancellation);
        }
        return waiting.Select(waiting => waiting.Preferences.DueFor(waiting.Oldest!.Value)).Where(due => due > now)
            .DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
    }

    private static async Task GatherAsync(HouseDb db, MailPreferences preferences, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var email = new Email
        {
            Kind = EmailKind.Digest,
            MemberId = preferences.MemberId,
            Address = preferences.Address!,
            CreatedAt = now,
            DueAt = now,
        };
        var markedCount = await db.News
            .Where(news => news.MemberId == preferences.MemberId && news.EmailId == null && news.SeenAt == null
                && news.At >= preferences.Since)
            .ExecuteUpdateAsync(set => set.SetProperty(news => news.EmailId, email.Id), cancellation);
        // Of two processes that gather at the same moment, the second finds nothing left.
        if (markedCount > 0)
        {
            db.Emails.Add(email);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }
}
