using PrivateFed.Follows;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>An actor on another server, as that server last described it.</summary>
public sealed class RemoteActor
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The actor's id, compared character by character. Changed by <see cref="ChangedId"/> alone.</summary>
    public required string Uri { get; set; }

    public required Guid HostId { get; init; }

    public RemoteHost Host { get; init; } = null!;

    /// <summary>Person, Service, Group, Application or Organization.</summary>
    public required string Type { get; set; }

    /// <summary>preferredUsername.</summary>
    public required string Handle { get; set; }

    public required string Name { get; set; }

    /// <summary>Sanitised HTML.</summary>
    public required string Summary { get; set; }

    public required string Inbox { get; set; }

    public string? SharedInbox { get; set; }

    /// <summary>Web page of the actor.</summary>
    public string? Url { get; set; }

    public string? IconUrl { get; set; }

    /// <summary>When the account was created, according to its server.</summary>
    public DateTimeOffset? AccountSince { get; set; }

    /// <summary>When the picture is due to be fetched; null for not at all.</summary>
    public DateTimeOffset? PictureDueAt { get; set; }

    public bool HasPicture { get; set; }

    /// <summary>When fetching the picture was last attempted.</summary>
    public DateTimeOffset? PictureFetchedAt { get; set; }

    public required DateTimeOffset FetchedAt { get; set; }

    /// <summary>Other ids of the same person, as claimed by this actor alone; null when it was not asked yet.</summary>
    public List<string>? AlsoKnownAs { get; set; }

    /// <summary>Where the person moved to, as claimed by this actor. Counts only if the other actor confirms it.</summary>
    public string? MovedTo { get; set; }

    /// <summary>When the owner blocked this person, who cannot request to follow any more; null if not blocked.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    /// <summary>Whether the owner blocked this person or their whole server. Needs <see cref="Host"/>.</summary>
    public bool IsBlocked => BlockedAt is not null || Host.BlockedAt is not null;

    /// <summary>When the actor was last fetched to check that its address still belongs to the accepted follower.</summary>
    public DateTimeOffset? KeyCheckedAt { get; set; }

    public List<Follow> Follows { get; init; } = [];

    /// <summary>Whether this is its server's instance actor, as named by the server itself.</summary>
    /// <param name="host">The actor's own host.</param>
    public bool IsInstanceActor(RemoteHost host) => Uri == host.InstanceActorUri;
}
