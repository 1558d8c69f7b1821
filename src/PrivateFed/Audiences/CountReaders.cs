using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>Somebody to share with, and how many people that is besides the author.</summary>
/// <param name="CircleId">Null for everyone.</param>
/// <param name="Name">As the author sees it.</param>
/// <param name="Here">People with an account in this house.</param>
/// <param name="Elsewhere">People on other servers.</param>
public sealed record AudienceChoice(Guid? CircleId, string Name, int Here, int Elsewhere)
{
    public int People => Here + Elsewhere;

    /// <summary>As the form sends it.</summary>
    public string Value => CircleId?.ToString() ?? "everyone";

    /// <summary>"14 people, 5 of them on other servers"</summary>
    public string InWords => (People, Elsewhere) switch
    {
        (0, _) => "Nobody but you yet",
        (1, 0) => "1 person",
        (1, 1) => "1 person, on another server",
        (_, 0) => $"{People} people",
        _ when Elsewhere == People => $"{People} people, all on other servers",
        (_, 1) => $"{People} people, 1 of them on another server",
        _ => $"{People} people, {Elsewhere} of them on other servers",
    };

    /// <summary>"Share with 14 people"</summary>
    public string ShareInWords => People switch
    {
        0 => "Share",
        1 => "Share with 1 person",
        _ => $"Share with {People} people",
    };
}

/// <summary>Counts who would see a post: everybody, or the people of a circle who are still here.</summary>
public static class CountReaders
{
    public static async Task<IReadOnlyList<AudienceChoice>> ForAsync(HouseDb db, Guid authorId, CancellationToken cancellation)
    {
        var here = await db.Members.CountAsync(member => member.RemovedAt == null && member.Id != authorId, cancellation);
        var elsewhere = await db.Follows.Where(follow => follow.State == FollowState.Accepted).Select(follow => follow.RemoteActorId).Distinct().CountAsync(cancellation);
        var circles = await db.Circles.OrderBy(circle => circle.Name).Select(circle => new AudienceChoice(
            circle.Id,
            circle.Name,
            circle.Members.Count(member => member.RemovedAt == null && member.Id != authorId),
            circle.Followers.Count(follower => follower.Follows.Any(follow => follow.State == FollowState.Accepted)))).ToListAsync(cancellation);
        return [new AudienceChoice(null, "Everyone here", here, elsewhere), .. circles];
    }
}
