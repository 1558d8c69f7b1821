using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>A remote actor, as pages show it.</summary>
public sealed record ShownFollower(Guid RemoteActorId, string Name, string Handle, string Host, bool HasPicture)
{
    public string Address => $"@{Handle}@{Host}";

    /// <summary>When they asked to follow; null for somebody who was accepted.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}

/// <summary>Followers and follow requests; one entry per person, however many authors they follow.</summary>
public static class Followers
{
    /// <summary>Actors with a pending follow request, longest waiting first.</summary>
    public static Task<List<ShownFollower>> WaitingAsync(HouseDb db, CancellationToken cancellation) =>
        WithFollow(db, FollowState.Requested).OrderBy(actor => actor.Follows.Min(follow => follow.RequestedAt))
            .Select(actor => new ShownFollower(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture)
            {
                AskedAt = actor.Follows.Where(follow => follow.State == FollowState.Requested).Min(follow => follow.RequestedAt),
            })
            .ToListAsync(cancellation);

    /// <summary>Accepted followers by name. Everybody with access is listed, even if the author whom they follow was removed.</summary>
    public static Task<List<ShownFollower>> AcceptedAsync(HouseDb db, CancellationToken cancellation) =>
        WithFollow(db, FollowState.Accepted).OrderBy(actor => actor.Name)
            .Select(actor => new ShownFollower(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture))
            .ToListAsync(cancellation);

    private static IQueryable<Federation.RemoteActors.RemoteActor> WithFollow(HouseDb db, FollowState state) =>
        db.RemoteActors.AsNoTracking().Where(actor => actor.Follows.Any(
            follow => follow.State == state && (state == FollowState.Accepted || follow.Actor.DeletedAt == null)));
}
