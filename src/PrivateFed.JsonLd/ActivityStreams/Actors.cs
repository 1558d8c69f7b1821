using PrivateFed.JsonLd.Entities;

namespace PrivateFed.JsonLd.ActivityStreams;

#pragma warning disable CS1591 // each record is the class of the vocabulary that it names, and each property the one that it names

/// <summary>An actor (ActivityPub section 4.1).</summary>
[Class(Vocabulary.As + "Person")]
[Class(Vocabulary.As + "Group")]
[Class(Vocabulary.As + "Service")]
[Class(Vocabulary.As + "Application")]
[Class(Vocabulary.As + "Organization")]
public sealed record Actor : Thing
{
    [Property("http://www.w3.org/ns/ldp#inbox", AsId = true)]
    public string? Inbox { get; init; }

    [Property(Vocabulary.As + "outbox", AsId = true)]
    public string? Outbox { get; init; }

    [Property(Vocabulary.As + "followers", AsId = true)]
    public string? Followers { get; init; }

    [Property(Vocabulary.As + "following", AsId = true)]
    public string? Following { get; init; }

    [Property(Vocabulary.Toot + "featured", AsId = true)]
    public string? Featured { get; init; }

    [Property(Vocabulary.As + "preferredUsername")]
    public string? PreferredUsername { get; init; }

    [Property(Vocabulary.As + "endpoints")]
    public Reference<Endpoints>? Endpoints { get; init; }

    [Property(Vocabulary.Security + "publicKey")]
    public IReadOnlyList<Reference<Key>> PublicKey { get; init; } = [];

    [Property(Vocabulary.Security + "assertionMethod")]
    public IReadOnlyList<Reference<Multikey>> AssertionMethod { get; init; } = [];

    [Property(Vocabulary.As + "manuallyApprovesFollowers")]
    public bool? ManuallyApprovesFollowers { get; init; }

    [Property(Vocabulary.Toot + "discoverable")]
    public bool? Discoverable { get; init; }

    [Property(Vocabulary.As + "movedTo", AsId = true)]
    public string? MovedTo { get; init; }

    [Property(Vocabulary.As + "alsoKnownAs")]
    public IReadOnlyList<Reference<Thing>> AlsoKnownAs { get; init; } = [];
}

/// <summary>Addresses of an actor's server.</summary>
public sealed record Endpoints : Thing
{
    [Property(Vocabulary.As + "sharedInbox", AsId = true)]
    public string? SharedInbox { get; init; }
}
