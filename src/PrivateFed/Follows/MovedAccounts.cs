using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Whose new account somebody is, when both accounts say so.</summary>
public static class MovedAccounts
{
    /// <summary>The account that was let in before and says that it moved to this one, which says the same; tracked. Null if there is none.</summary>
    public static async Task<RemoteActor?> FindPreviousAsync(HouseDb db, RemoteActor to, CancellationToken cancellation)
    {
        var from = await db.RemoteActors.Include(actor => actor.Host)
            .Where(actor => actor.MovedTo == to.Uri && actor.Id != to.Id && actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .ToListAsync(cancellation);
        return from.FirstOrDefault(actor => to.AlsoKnownAs?.Contains(actor.Uri) == true);
    }
}
