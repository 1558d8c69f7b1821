using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Somebody on another server, as pages name them.</summary>
public sealed record ShownFollower(Guid RemoteActorId, string Name, string Handle, string Host, bool HasPicture)
{
    public string Address => $"@{Handle}@{Host}";
}

/// <summary>Who follows, and who would like to; one entry for a person, however many authors they follow.</summary>
public static class Followers
{
    /// <summary>Who waits for the owner, longest first.</summary>
    public static Task<List<ShownFollower>> WaitingAsync(HouseDb db, CancellationToken cancellation) =>
        In(db, FollowState.Requested).OrderBy(actor => actor.Follows.Min(follow => follow.RequestedAt)).Select(Shown).ToListAsync(cancellation);

    /// <summary>Who was let in, by name: whoever has access is shown, whatever became of the author they follow.</summary>
    public static Task<List<ShownFollower>> AcceptedAsync(HouseDb db, CancellationToken cancellation) =>
        In(db, FollowState.Accepted).OrderBy(actor => actor.Name).Select(Shown).ToListAsync(cancellation);

    private static readonly System.Linq.Expressions.Expression<Func<Federation.RemoteActors.RemoteActor, ShownFollower>> Shown =
        actor => new ShownFollower(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture);

    private static IQueryable<Federation.RemoteActors.RemoteActor> In(HouseDb db, FollowState state) =>
        db.RemoteActors.AsNoTracking().Where(actor => actor.Follows.Any(
            follow => follow.State == state && (state == FollowState.Accepted || follow.Actor.DeletedAt == null)));
}
