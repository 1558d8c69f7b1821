using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>An audience to share with, and how many people it has besides the author.</summary>
/// <param name="CircleId">Null for everyone.</param>
/// <param name="Name">The circle's name; empty for everyone.</param>
/// <param name="Here">Members of the house.</param>
/// <param name="Elsewhere">People on other servers.</param>
public sealed record AudienceChoice(Guid? CircleId, string Name, int Here, int Elsewhere)
{
    public int People => Here + Elsewhere;

    /// <summary>The value in the form.</summary>
    public string Value => CircleId?.ToString() ?? "everyone";
}

/// <summary>Counts who would see a post: everybody, or the people of a circle who still have access.</summary>
public static class CountReaders
{
    public static async Task<IReadOnlyList<AudienceChoice>> CountAsync(HouseDb db, Guid authorId, CancellationToken cancellation)
    {
        var here = await db.Members.CountAsync(member => member.RemovedAt == null && member.Id != authorId, cancellation);
        var elsewhere = await db.Follows.Where(follow => follow.State == FollowState.Accepted).Select(follow => follow.RemoteActorId)
            .Distinct().CountAsync(cancellation);
        var circles = await db.Circles.OrderBy(circle => circle.Name).Select(circle => new AudienceChoice(
            circle.Id,
            circle.Name,
            circle.Members.Count(member => member.RemovedAt == null && member.Id != authorId),
            circle.Followers.Count(follower =>
                follower.Follows.Any(follow => follow.State == FollowState.Accepted)))).ToListAsync(cancellation);
        return [new AudienceChoice(null, "", here, elsewhere), .. circles];
    }
}
