using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Federation;

/// <summary>The tables of actors, here and elsewhere, and of what goes out and comes in.</summary>
internal static class FederationModel
{
    private const string NotHandled = "\"HandledAt\" IS NULL AND \"SetAsideAt\" IS NULL";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Actor>().HasIndex(actor => actor.Handle).IsUnique();
        ConfigureRemoteActors(model);
        ConfigureDeliveries(model);
        ConfigureInbox(model);
    }

    private static void ConfigureRemoteActors(ModelBuilder model)
    {
        model.Entity<RemoteHost>().HasIndex(host => host.Name).IsUnique();
        model.Entity<RemoteHost>().Ignore(host => host.LinkKey)
            .Property(host => host.SealedLinkKey).HasColumnName(nameof(RemoteHost.LinkKey));
        model.Entity<RemoteActor>().HasIndex(actor => actor.Uri).IsUnique();
        model.Entity<RemoteActor>().HasIndex(actor => actor.PictureDueAt);
        model.Entity<RemoteKey>().HasKey(key => key.Uri);
        model.Entity<PastKey>().HasKey(key => new { key.RemoteActorId, key.Fingerprint });
    }

    private static void ConfigureDeliveries(ModelBuilder model)
    {
        model.Entity<Activity>().HasIndex(activity => new { activity.PostId, activity.CreatedAt });
        model.Entity<Activity>().HasIndex(activity => activity.CommentId);
        model.Entity<Delivery>().HasIndex(delivery => new { delivery.HostId, delivery.Id })
            .HasFilter("\"DeliveredAt\" IS NULL AND \"GivenUpAt\" IS NULL").HasDatabaseName("IX_Deliveries_Pending");
        model.Entity<Delivery>().HasIndex(delivery => new { delivery.HostId, delivery.GivenUpAt })
            .HasFilter("\"GivenUpAt\" IS NOT NULL").HasDatabaseName("IX_Deliveries_GivenUp");
    }

    private static void ConfigureInbox(ModelBuilder model)
    {
        // Two processes that handle the same activity both write this; only the first save succeeds.
        model.Entity<ReceivedActivity>().Property(received => received.HandledAt).IsConcurrencyToken();
        model.Entity<ReceivedActivity>().HasIndex(received => received.Fingerprint).IsUnique();
        model.Entity<ReceivedActivity>().HasIndex(received => received.Id)
            .HasFilter(NotHandled).HasDatabaseName("IX_ReceivedActivities_Unhandled");
        model.Entity<ReceivedActivity>().HasIndex(received => received.RemoteActorId);
        // Few activities fail and wait for their next attempt; the sweep asks for them every time it looks for what is due.
        model.Entity<ReceivedActivity>().HasIndex(received => new { received.RemoteActorId, received.Id })
            .HasFilter($"{NotHandled} AND \"RetryAt\" IS NOT NULL").HasDatabaseName("IX_ReceivedActivities_Retried");
        model.Entity<ReceivedActivity>().HasIndex(received => received.SetAsideAt).HasFilter("\"SetAsideAt\" IS NOT NULL");
    }
}
