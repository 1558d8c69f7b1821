using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A member and what gives them access.</summary>
public sealed record ListedMember(Guid Id, string Name, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? LastSeenAt, Guid? AvatarId)
{
    public IReadOnlyList<string> Circles { get; init; } = [];

    /// <summary>Signed-in devices, most recently used first.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
}

/// <summary>Lists members with circles and devices, in three queries however many members there are.</summary>
public static class ListMembers
{
    /// <summary>Ordered by join date.</summary>
    public static async Task<List<ListedMember>> ListAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var members = await db.Members.AsNoTracking().Where(member => member.RemovedAt == null).OrderBy(member => member.JoinedAt)
            .Select(member => new ListedMember(member.Id, member.Name, member.Role, member.JoinedAt, member.LastSeenAt, member.AvatarId))
            .ToListAsync(cancellation);
        var circles = (await db.Circles.SelectMany(circle => circle.Members, (circle, member) => new { member.Id, circle.Name })
            .OrderBy(one => one.Name)
            .ToListAsync(cancellation)).ToLookup(one => one.Id, one => one.Name);
        var (seen, started) = (now - Session.IdleTimeout, now - Session.MaxLifetime);
        var devices = (await db.Sessions.Where(session => session.LastSeenAt > seen && session.StartedAt > started)
            .OrderByDescending(session => session.LastSeenAt)
            .Select(session => new { session.MemberId, session.Device })
            .ToListAsync(cancellation)).ToLookup(one => one.MemberId, one => one.Device);
        return [.. members.Select(member => member with { Circles = [.. circles[member.Id]],
            Devices = [.. devices[member.Id].Distinct()] })];
    }
}
