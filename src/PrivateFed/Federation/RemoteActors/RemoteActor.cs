using PrivateFed.Follows;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Somebody on another server, as their server last described them.</summary>
public sealed class RemoteActor
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The actor's id; compared letter by letter. It changes with <see cref="ChangedId"/> alone.</summary>
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

    /// <summary>Page for people.</summary>
    public string? Url { get; set; }

    public string? IconUrl { get; set; }

    /// <summary>When the account was made, by its server's word.</summary>
    public DateTimeOffset? AccountSince { get; set; }

    /// <summary>When the picture is to be fetched (again); null when nothing is owed.</summary>
    public DateTimeOffset? PictureDueAt { get; set; }

    public bool HasPicture { get; set; }

    /// <summary>When the picture was last fetched, or tried to.</summary>
    public DateTimeOffset? PictureFetchedAt { get; set; }

    public required DateTimeOffset FetchedAt { get; set; }

    /// <summary>Other ids of the same person, by this one's word; null when it was not asked yet.</summary>
    public List<string>? AlsoKnownAs { get; set; }

    /// <summary>Where the person moved to, by this actor's word. It counts only when the other says the same.</summary>
    public string? MovedTo { get; set; }

    /// <summary>Set when the owner said "not again" to this person: they can ask no more.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    /// <summary>Whether the owner said "not again" to this person or to their whole server. Needs <see cref="Host"/>.</summary>
    public bool IsBlocked => BlockedAt is not null || Host.BlockedAt is not null;

    /// <summary>When the actor was last fetched to see that its address still belongs to the person who was let in.</summary>
    public DateTimeOffset? KeyCheckedAt { get; set; }

    public List<Follow> Follows { get; init; } = [];

    /// <summary>Whether this actor speaks for its whole server: the server itself has named it.</summary>
    /// <param name="host">The actor's own.</param>
    public bool IsInstanceActor(RemoteHost host) => Uri == host.InstanceActorUri;
}
