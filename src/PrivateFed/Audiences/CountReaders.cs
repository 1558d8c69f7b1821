using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>Somebody to share with, and how many people that is besides the author.</summary>
/// <param name="CircleId">Null for everyone.</param>
/// <param name="Name">The circle's; empty for everyone.</param>
/// <param name="Here">People with an account in this house.</param>
/// <param name="Elsewhere">People on other servers.</param>
public sealed record AudienceChoice(Guid? CircleId, string Name, int Here, int Elsewhere)
{
    public int People => Here + Elsewhere;

    /// <summary>As the form sends it.</summary>
    public string Value => CircleId?.ToString() ?? "everyone";
}

/// <summary>Counts who would see a post: everybody, or the people of a circle who are still here.</summary>
public static class CountReaders
{
    public static async Task<IReadOnlyList<AudienceChoice>> CountAsync(HouseDb db, Guid authorId, CancellationToken cancellation)
    {
        var here = await db.Members.CountAsync(member => member.RemovedAt == null && member.Id != authorId, cancellation);
        var elsewhere = await db.Follows.Where(follow => follow.State == FollowState.Accepted).Select(follow => follow.RemoteActorId).Distinct().CountAsync(cancellation);
        var circles = await db.Circles.OrderBy(circle => circle.Name).Select(circle => new AudienceChoice(
            circle.Id,
            circle.Name,
            circle.Members.Count(member => member.RemovedAt == null && member.Id != authorId),
            circle.Followers.Count(follower => follower.Follows.Any(follow => follow.State == FollowState.Accepted)))).ToListAsync(cancellation);
        return [new AudienceChoice(null, "", here, elsewhere), .. circles];
    }
}
