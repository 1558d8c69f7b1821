using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A signed-in device, as pages show it.</summary>
public sealed record ShownDevice(Guid SessionId, string Name, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);

/// <summary>Lists a member's sessions.</summary>
public static class ListSessions
{
    public static Task<List<ShownDevice>> ListAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        db.Sessions.AsNoTracking().Where(session => session.MemberId == memberId).OrderByDescending(session => session.LastSeenAt)
            .Select(session => new ShownDevice(session.Id, session.Device, session.StartedAt, session.LastSeenAt))
            .ToListAsync(cancellation);
}
