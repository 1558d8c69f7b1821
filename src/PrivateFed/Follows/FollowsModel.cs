using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Follows;

/// <summary>The tables of follows and of the older posts that followers are sent.</summary>
internal static class FollowsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Follow>().HasIndex(follow => new { follow.ActorId, follow.RemoteActorId }).IsUnique();
        model.Entity<Follow>().HasIndex(follow => new { follow.RemoteActorId, follow.State });
        // When two owners, or an owner and the follower's own server, decide at the same moment, only the first save succeeds.
        model.Entity<Follow>().Property(follow => follow.State).IsConcurrencyToken();
        model.Entity<History>().HasKey(history => history.FollowId);
        model.Entity<History>().HasOne(history => history.Follow).WithOne().HasForeignKey<History>(history => history.FollowId);
        // Two jobs that send the same post both write this; only the first save succeeds.
        model.Entity<History>().Property(history => history.SentId).IsConcurrencyToken();
    }
}
