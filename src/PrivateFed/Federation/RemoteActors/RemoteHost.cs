using System.Security.Cryptography;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Another server: what we know of it, how it answers, and the secret from which its media links are made.</summary>
public sealed class RemoteHost
{
    public const int LinkKeyLength = 32;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>host[:port] in lower case, as in the ids of its actors.</summary>
    public required string Name { get; init; }

    /// <summary>32 random bytes; a new one when the host's last follower is gone, which ends every link made before. Not a column.</summary>
    public byte[] LinkKey { get; private set; } = RandomNumberGenerator.GetBytes(LinkKeyLength);

    /// <summary>The column LinkKey: the same, encrypted (<see cref="Storage.SealOnSave"/>). Empty while a new one is not saved.</summary>
    public byte[] SealedLinkKey { get; private set; } = [];

    /// <summary>
    /// The actor that speaks for the whole server: the first that did while somebody there was let in. Another one that turns up later is not
    /// believed until the owner lets somebody from there in anew, since the domain may have changed hands.
    /// </summary>
    public Guid? InstanceActorId { get; set; }

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
    public DateTimeOffset? LearnedAt { get; set; }

    /// <summary>Set when the owner said "not again" to the whole server: nobody from there can ask any more.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    public void EndMediaLinks() => (LinkKey, SealedLinkKey) = (RandomNumberGenerator.GetBytes(LinkKeyLength), []);

    /// <summary>When the row is read.</summary>
    internal void OpenLinkKey(Func<byte[], byte[]> open) => LinkKey = open(SealedLinkKey);
}
