using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Deletes news after sixty days. When a member leaves, all their news, emails, addresses and push devices are deleted.</summary>
public static class DeleteNews
{
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(60);

    public static Task DeleteOldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.News.Where(news => news.At < now - RetentionPeriod).ExecuteDeleteAsync(cancellation);

    public static async Task DeleteOfMemberAsync(HouseDb db, Guid memberId, CancellationToken cancellation)
    {
        await db.News.Where(news => news.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.Emails.Where(email => email.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MailPreferences.Where(preferences => preferences.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.PushDevices.Where(device => device.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
