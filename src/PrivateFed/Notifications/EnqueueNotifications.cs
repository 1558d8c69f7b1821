using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>The sweep step for emails and pushes: finds those that are due and enqueues Hangfire jobs.</summary>
public static class EnqueueNotifications
{
    private const int BatchSize = 50;
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <returns>The next time at which something is due.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var push = await EnqueuePushesAsync(db, jobs, now, cancellation);
        if (!await db.MailServers.AnyAsync(cancellation))
        {
            return push;
        }
        DateTimeOffset[] next =
            [push, await GatherDigest.AllDueAsync(db, now, cancellation), await EnqueueEmailsAsync(db, jobs, now, cancellation)];
        return next.Min();
    }

    private static async Task<DateTimeOffset> EnqueueEmailsAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await db.Emails.OrderBy(email => email.DueAt).Select(email => new { email.Id, email.DueAt }).Take(BatchSize)
            .ToListAsync(cancellation);
        foreach (var email in waiting.Where(email => email.DueAt <= now))
        {
            // The process that moves DueAt owns the email. If the job is lost, the email is due again at that time.
            if (await db.Emails.Where(one => one.Id == email.Id && one.DueAt <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, now + Email.LeaseTime), cancellation) == 1)
            {
                jobs.Enqueue<SendEmail>(job => job.SendAsync(email.Id, CancellationToken.None));
            }
        }
        return waiting.Select(email => email.DueAt <= now ? now + Email.LeaseTime : email.DueAt).DefaultIfEmpty(Never).Min();
    }

    private static async Task<DateTimeOffset> EnqueuePushesAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await DueDevices.Waiting(db, now).ToListAsync(cancellation);
        foreach (var device in waiting.Where(device => device.DueAt <= now))
        {
            if (await DueDevices.TakeAsync(db, device.Id, now, cancellation))
            {
                jobs.Enqueue<SendPush>(job => job.SendAsync(device.Id, CancellationToken.None));
            }
        }
        return waiting.Select(device => device.DueAt <= now ? now + PushDevice.LeaseTime : device.DueAt).DefaultIfEmpty(Never).Min();
    }
}
