using PrivateFed.JsonLd.Entities;

namespace PrivateFed.JsonLd.ActivityStreams;

#pragma warning disable CS1591 // each record is the class of the vocabulary that it names, and each property the one that it names

/// <summary>A post.</summary>
[Class(Vocabulary.As + "Note")]
public sealed record Note : Thing;

/// <summary>A poll: each option is a Note with a name, and its <c>replies</c> count the votes.</summary>
[Class(Vocabulary.As + "Question")]
public sealed record Question : Activity
{
    [Property(Vocabulary.As + "oneOf", Ordered = true)]
    public IReadOnlyList<Reference<Thing>> OneOf { get; init; } = [];

    [Property(Vocabulary.As + "anyOf", Ordered = true)]
    public IReadOnlyList<Reference<Thing>> AnyOf { get; init; } = [];

    [Property(Vocabulary.As + "endTime")]
    public DateTimeOffset? EndTime { get; init; }

    [Property(Vocabulary.As + "closed")]
    public DateTimeOffset? Closed { get; init; }

    [Property(Vocabulary.Toot + "votersCount")]
    public long? VotersCount { get; init; }
}

/// <summary>A long post.</summary>
[Class(Vocabulary.As + "Article")]
[Class(Vocabulary.As + "Page")]
public sealed record Article : Thing;

/// <summary>A file: picture, video, sound or other.</summary>
[Class(Vocabulary.As + "Document")]
[Class(Vocabulary.As + "Image")]
[Class(Vocabulary.As + "Video")]
[Class(Vocabulary.As + "Audio")]
public sealed record Document : Thing;

/// <summary>What remains of something deleted.</summary>
[Class(Vocabulary.As + "Tombstone")]
public sealed record Tombstone : Thing
{
    [Property(Vocabulary.As + "deleted")]
    public DateTimeOffset? Deleted { get; init; }
}

/// <summary>A link; includes mentions and hashtags.</summary>
[Class(Vocabulary.As + "Link")]
[Class(Vocabulary.As + "Mention")]
[Class(Vocabulary.As + "Hashtag")]
public sealed record Link : Thing
{
    [Property(Vocabulary.As + "href", AsId = true)]
    public string? Href { get; init; }
}

/// <summary>A picture to display in place of <see cref="Thing.Name"/>, which is written <c>:name:</c>.</summary>
[Class(Vocabulary.Toot + "Emoji")]
public sealed record Emoji : Thing;

/// <summary>A collection or a page of one.</summary>
[Class(Vocabulary.As + "Collection")]
[Class(Vocabulary.As + "OrderedCollection")]
[Class(Vocabulary.As + "CollectionPage")]
[Class(Vocabulary.As + "OrderedCollectionPage")]
public sealed record Collection : Thing
{
    [Property(Vocabulary.As + "totalItems", Datatype = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger")]
    public long? TotalItems { get; init; }

    [Property(Vocabulary.As + "first")]
    public Reference<Collection>? First { get; init; }

    [Property(Vocabulary.As + "next", AsId = true)]
    public string? Next { get; init; }

    [Property(Vocabulary.As + "partOf", AsId = true)]
    public string? PartOf { get; init; }

    [Property(Vocabulary.As + "items", Ordered = true)]
    public IReadOnlyList<Reference<Thing>> Items { get; init; } = [];
}

/// <summary>A public key of an actor.</summary>
[Class(Vocabulary.Security + "Key")]
public sealed record Key : Thing
{
    [Property(Vocabulary.Security + "owner", AsId = true)]
    public string? Owner { get; init; }

    [Property(Vocabulary.Security + "publicKeyPem")]
    public string? PublicKeyPem { get; init; }
}

/// <summary>A public key with which an actor signs documents (FEP-521a).</summary>
[Class(Vocabulary.Security + "Multikey")]
public sealed record Multikey : Thing
{
    [Property(Vocabulary.Security + "controller", AsId = true)]
    public string? Controller { get; init; }

    [Property(Vocabulary.Security + "publicKeyMultibase")]
    public string? PublicKeyMultibase { get; init; }
}
