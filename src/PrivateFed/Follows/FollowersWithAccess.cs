using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>An accepted follower.</summary>
/// <param name="Since">Earliest acceptance among the follows that are still accepted.</param>
/// <param name="LastAnsweredAt">When their server last accepted a delivery.</param>
/// <param name="FailingSince">Since when their server has accepted none.</param>
public sealed record FollowerWithAccess(
    ShownFollower Person, DateTimeOffset? Since, DateTimeOffset? LastAnsweredAt, DateTimeOffset? FailingSince)
{
    public IReadOnlyList<string> Circles { get; init; } = [];
}

/// <summary>Lists the accepted followers with their circles, in two queries, however many followers there are.</summary>
public static class FollowersWithAccess
{
    public static async Task<List<FollowerWithAccess>> ListAsync(HouseDb db, CancellationToken cancellation)
    {
        var followers = await db.RemoteActors.AsNoTracking()
            .Where(actor => actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .OrderBy(actor => actor.Name)
            .Select(actor => new FollowerWithAccess(
                new ShownFollower(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture),
                actor.Follows.Where(follow => follow.State == FollowState.Accepted).Min(follow => follow.DecidedAt),
                actor.Host.LastAnsweredAt,
                actor.Host.FailingSince))
            .ToListAsync(cancellation);
        var circles = (await db.Circles.SelectMany(circle => circle.Followers, (circle, follower) => new { follower.Id, circle.Name })
            .OrderBy(entry => entry.Name)
            .ToListAsync(cancellation)).ToLookup(entry => entry.Id, entry => entry.Name);
        return [.. followers.Select(follower => follower with { Circles = [.. circles[follower.Person.RemoteActorId]] })];
    }
}
