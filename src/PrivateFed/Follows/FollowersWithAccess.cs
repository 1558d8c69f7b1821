using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Somebody on another server who was let in.</summary>
/// <param name="Person">Who.</param>
/// <param name="Since">When they were first let in, as far as they still follow.</param>
/// <param name="LastAnsweredAt">When their server last took something.</param>
/// <param name="FailingSince">Since when it takes nothing.</param>
public sealed record FollowerHere(ShownFollower Person, DateTimeOffset? Since, DateTimeOffset? LastAnsweredAt, DateTimeOffset? FailingSince)
{
    public IReadOnlyList<string> Circles { get; init; } = [];
}

/// <summary>Who was let in from elsewhere, with circles: two queries, however many people there are.</summary>
public static class FollowersWithAccess
{
    public static async Task<List<FollowerHere>> ListAsync(HouseDb db, CancellationToken cancellation)
    {
        var followers = await db.RemoteActors.AsNoTracking().Where(actor => actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .OrderBy(actor => actor.Name)
            .Select(actor => new FollowerHere(
                new ShownFollower(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture),
                actor.Follows.Where(follow => follow.State == FollowState.Accepted).Min(follow => follow.DecidedAt),
                actor.Host.LastAnsweredAt,
                actor.Host.FailingSince))
            .ToListAsync(cancellation);
        var circles = (await db.Circles.SelectMany(circle => circle.Followers, (circle, follower) => new { follower.Id, circle.Name }).OrderBy(one => one.Name)
            .ToListAsync(cancellation)).ToLookup(one => one.Id, one => one.Name);
        return [.. followers.Select(follower => follower with { Circles = [.. circles[follower.Person.RemoteActorId]] })];
    }
}
