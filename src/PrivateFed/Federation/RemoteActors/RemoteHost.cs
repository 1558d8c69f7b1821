using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Another server: what is known about it, its delivery state, and the secret from which its media links are made.</summary>
public sealed class RemoteHost
{
    public const int LinkKeyLength = 32;

    public RemoteHost()
    {
    }

    /// <summary>
    /// EF Core calls it when a row is read. The key is decrypted here, since links are made and checked by code that does not know the key
    /// file; an interceptor would have EF Core compile how every property of every entity is read.
    /// </summary>
    private RemoteHost(HouseDb db, byte[] sealedLinkKey)
    {
        SealedLinkKey = sealedLinkKey;
        LinkKey = db.GetService<SecretBox>().Open(sealedLinkKey, SealOnSave.LinkKey);
    }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>host[:port] in lower case, as in the ids of its actors.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// 32 random bytes, not a column. Replaced when the owner says that a link has leaked, which invalidates every earlier link. The key
    /// outlives the host's followers: see <see cref="Media.MediaLinks"/>.
    /// </summary>
    public byte[] LinkKey { get; private set; } = RandomNumberGenerator.GetBytes(LinkKeyLength);

    /// <summary>
    /// <see cref="LinkKey"/> encrypted (<see cref="SealOnSave"/>), in the column LinkKey. Empty until a new key is saved.
    /// </summary>
    public byte[] SealedLinkKey { get; private set; } = [];

    /// <summary>
    /// Id of the instance actor, as named by the server itself (<see cref="DiscoverHost"/>). Set once: while the server has accepted
    /// followers, an actor that it names later is not believed, since the domain may have changed hands.
    /// </summary>
    public string? InstanceActorUri { get; set; }

    /// <summary>Whether the host accepted an RFC 9421 signature after refusing a draft-cavage one, which most servers want.</summary>
    public bool WantsRfc9421 { get; set; }

    /// <summary>The job that sends this host's deliveries; no other may before <see cref="LeasedUntil"/>.</summary>
    public Guid? LeasedBy { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>No delivery attempt before this time; null for no restriction.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public int Failures { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastAnsweredAt { get; set; }

    /// <summary>
    /// The server's software by its own NodeInfo, in lower case: mastodon, gotosocial, misskey. Null until it was learned.
    /// </summary>
    public string? Software { get; set; }

    /// <summary>The software's version by the server's own NodeInfo.</summary>
    public string? SoftwareVersion { get; set; }

    /// <summary>When the server was last asked for its software and instance actor.</summary>
    public DateTimeOffset? DiscoveredAt { get; set; }

    /// <summary>When to ask again, while the server has an accepted follower or a follow request; null for at once.</summary>
    public DateTimeOffset? DiscoveryDueAt { get; set; }

    /// <summary>
    /// The one other host from which pictures of this server's actors are fetched: see <see cref="Follows.FetchAvatar"/>.
    /// </summary>
    public string? MediaHost { get; set; }

    /// <summary>When the owner blocked the whole server; nobody there can request to follow any more.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    public void RenewMediaLinks() => (LinkKey, SealedLinkKey) = (RandomNumberGenerator.GetBytes(LinkKeyLength), []);
}
