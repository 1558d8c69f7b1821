using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Makes one letter of what is new to somebody, when its time has come. What it tells is marked with it in the same transaction, so that no
/// other letter tells it again.
/// </summary>
public static class GatherDigest
{
    /// <returns>When the next is due.</returns>
    public static async Task<DateTimeOffset> AllDueAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await db.MailPreferences.AsNoTracking()
            .Where(box => box.Address != null && box.UnreachableSince == null && box.Rhythm != Rhythm.Never)
            .Select(box => new
            {
                Box = box,
                // What was seen on the site is not mailed.
                Oldest = db.News.Where(news => news.MemberId == box.MemberId && news.EmailId == null && news.SeenAt == null && news.At >= box.Since)
                    .OrderBy(news => news.At).Select(news => (DateTimeOffset?)news.At).FirstOrDefault(),
            })
            .Where(waiting => waiting.Oldest != null).ToListAsync(cancellation);
        foreach (var due in waiting.Where(waiting => waiting.Box.DueFor(waiting.Oldest!.Value) <= now))
        {
            await GatherAsync(db, due.Box, now, cancellation);
        }
        return waiting.Select(waiting => waiting.Box.DueFor(waiting.Oldest!.Value)).Where(due => due > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
    }

    private static async Task GatherAsync(HouseDb db, MailPreferences box, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var letter = new Email { Kind = EmailKind.Digest, MemberId = box.MemberId, Address = box.Address!, CreatedAt = now, DueAt = now };
        var told = await db.News.Where(news => news.MemberId == box.MemberId && news.EmailId == null && news.SeenAt == null && news.At >= box.Since)
            .ExecuteUpdateAsync(set => set.SetProperty(news => news.EmailId, letter.Id), cancellation);
        // Of two processes that gather at the same moment the second finds nothing left.
        if (told > 0)
        {
            db.Emails.Add(letter);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }
}
