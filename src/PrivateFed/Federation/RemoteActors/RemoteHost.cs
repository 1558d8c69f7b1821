using System.Security.Cryptography;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Another server: what we know of it, how it answers, and the secret from which its media links are made.</summary>
public sealed class RemoteHost
{
    public const int LinkKeyLength = 32;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>host[:port] in lower case, as in the ids of its actors.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// 32 random bytes; new ones when the owner says that a link has leaked, which ends every link made before. They outlive the host's followers:
    /// see <see cref="Media.MediaLinks"/>. Not a column.
    /// </summary>
    public byte[] LinkKey { get; private set; } = RandomNumberGenerator.GetBytes(LinkKeyLength);

    /// <summary>The column LinkKey: the same, encrypted (<see cref="Storage.SealOnSave"/>). Empty while a new one is not saved.</summary>
    public byte[] SealedLinkKey { get; private set; } = [];

    /// <summary>
    /// The id of the actor that speaks for the whole server, as the server itself named it (<see cref="DiscoverHost"/>). Learned once: while
    /// anybody there is let in, another one that is named later is not believed, since the domain may have changed hands.
    /// </summary>
    public string? InstanceActorUri { get; set; }

    /// <summary>Whether it took a signature of RFC 9421 after it had refused one of draft-cavage, which most servers want.</summary>
    public bool WantsRfc9421 { get; set; }

    /// <summary>Who works off this host's deliveries, and until when nobody else may.</summary>
    public Guid? LeasedBy { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Not to be tried before; null when nothing stands against it.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public int Failures { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastAnsweredAt { get; set; }

    /// <summary>The server's software by its own NodeInfo, in lower case: mastodon, gotosocial, misskey. Null while it was not learned.</summary>
    public string? Software { get; set; }

    /// <summary>The software's version by the server's own NodeInfo.</summary>
    public string? SoftwareVersion { get; set; }

    /// <summary>When the server was last asked what it is (NodeInfo, instance actor).</summary>
    public DateTimeOffset? DiscoveredAt { get; set; }

    /// <summary>When it is to be asked what it is (again), while somebody there asks to follow or was let in; null for at once.</summary>
    public DateTimeOffset? DiscoveryDueAt { get; set; }

    /// <summary>The one other host from which pictures of this server's people are fetched (see <see cref="Follows.FetchAvatar"/>).</summary>
    public string? MediaHost { get; set; }

    /// <summary>Set when the owner said "not again" to the whole server: nobody from there can ask any more.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    public void RenewMediaLinks() => (LinkKey, SealedLinkKey) = (RandomNumberGenerator.GetBytes(LinkKeyLength), []);

    /// <summary>When the row is read.</summary>
    internal void OpenLinkKey(Func<byte[], byte[]> open) => LinkKey = open(SealedLinkKey);
}
