using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Push;

/// <summary>A device with news to push.</summary>
public sealed record DueDevice(Guid Id, DateTimeOffset? RetryAt, DateTimeOffset Oldest)
{
    public DateTimeOffset DueAt => RetryAt > Oldest + PushDevice.GatheringTime ? RetryAt.Value : Oldest + PushDevice.GatheringTime;
}

/// <summary>Finds the devices that have news to be pushed, and reserves one for a job.</summary>
public static class DueDevices
{
    public static IQueryable<DueDevice> Waiting(HouseDb db, DateTimeOffset now) => db.PushDevices
        .Where(device => device.Session.LastSeenAt > now - Session.IdleTimeout && device.Session.StartedAt > now - Session.MaxLifetime)
        .Select(device => new
        {
            device.Id,
            device.RetryAt,
            Oldest = db.News.Where(news => news.MemberId == device.MemberId && news.SeenAt == null && news.At > device.NotifiedUntil)
                .OrderBy(news => news.At).Select(news => (DateTimeOffset?)news.At).FirstOrDefault(),
        })
        .Where(device => device.Oldest != null)
        .Select(device => new DueDevice(device.Id, device.RetryAt, device.Oldest!.Value));

    /// <returns>False if another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid deviceId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.PushDevices.Where(device => device.Id == deviceId && (device.RetryAt == null || device.RetryAt <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(device => device.RetryAt, now + PushDevice.LeaseTime), cancellation) == 1;
}
