using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>News is kept for sixty days; with its person everything goes, addresses and devices included.</summary>
public static class ForgetNews
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    public static Task OldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.News.Where(news => news.At < now - Kept).ExecuteDeleteAsync(cancellation);

    public static async Task OfMemberAsync(HouseDb db, Guid memberId, CancellationToken cancellation)
    {
        await db.News.Where(news => news.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.Emails.Where(letter => letter.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MailPreferences.Where(box => box.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.PushDevices.Where(device => device.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
