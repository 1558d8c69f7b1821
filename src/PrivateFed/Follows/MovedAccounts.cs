using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Finds an actor's previous account, if both accounts confirm the move.</summary>
public static class MovedAccounts
{
    /// <summary>The accepted follower that says it moved to this actor, which confirms it; tracked. Null if there is none.</summary>
    public static async Task<RemoteActor?> FindPreviousAsync(HouseDb db, RemoteActor to, CancellationToken cancellation)
    {
        var from = await db.RemoteActors.Include(actor => actor.Host)
            .Where(actor => actor.MovedTo == to.Uri && actor.Id != to.Id
                && actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .ToListAsync(cancellation);
        return from.FirstOrDefault(actor => to.AlsoKnownAs?.Contains(actor.Uri) == true);
    }
}
