using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>The sweep's part for letters and pushes: finds which are due and gives them to Hangfire.</summary>
public static class EnqueueNotifications
{
    private const int AtOnce = 50;
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <returns>When something is due that is not due yet.</returns>
    public static async Task<DateTimeOffset> DueAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var push = await EnqueuePushesAsync(db, jobs, now, cancellation);
        if (!await db.MailServers.AnyAsync(cancellation))
        {
            return push;
        }
        DateTimeOffset[] next = [push, await GatherDigest.AllDueAsync(db, now, cancellation), await EnqueueEmailsAsync(db, jobs, now, cancellation)];
        return next.Min();
    }

    private static async Task<DateTimeOffset> EnqueueEmailsAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await db.Emails.OrderBy(letter => letter.DueAt).Select(letter => new { letter.Id, letter.DueAt }).Take(AtOnce).ToListAsync(cancellation);
        foreach (var letter in waiting.Where(letter => letter.DueAt <= now))
        {
            // Whoever moves the time has the letter; when the job is lost, it is due again then.
            if (await db.Emails.Where(one => one.Id == letter.Id && one.DueAt <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, now + Email.LeaseTime), cancellation) == 1)
            {
                jobs.Enqueue<SendEmail>(job => job.SendAsync(letter.Id, CancellationToken.None));
            }
        }
        return waiting.Select(letter => letter.DueAt <= now ? now + Email.LeaseTime : letter.DueAt).DefaultIfEmpty(Never).Min();
    }

    private static async Task<DateTimeOffset> EnqueuePushesAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await SendPush.Waiting(db, now).ToListAsync(cancellation);
        foreach (var device in waiting.Where(device => device.DueAt <= now))
        {
            if (await SendPush.TakeAsync(db, device.Id, now, cancellation))
            {
                jobs.Enqueue<SendPush>(job => job.SendAsync(device.Id, CancellationToken.None));
            }
        }
        return waiting.Select(device => device.DueAt <= now ? now + PushDevice.LeaseTime : device.DueAt).DefaultIfEmpty(Never).Min();
    }
}
