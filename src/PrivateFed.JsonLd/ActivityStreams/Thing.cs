using PrivateFed.JsonLd.Entities;

namespace PrivateFed.JsonLd.ActivityStreams;

/// <summary>The namespace IRIs of the vocabularies.</summary>
public static class Vocabulary
{
    /// <summary>ActivityStreams 2.0.</summary>
    public const string As = "https://www.w3.org/ns/activitystreams#";

    /// <summary>The security vocabulary.</summary>
    public const string Security = "https://w3id.org/security#";

    /// <summary>Mastodon's terms.</summary>
    public const string Toot = "http://joinmastodon.org/ns#";

    /// <summary>Terms of Pleroma and its forks.</summary>
    public const string Litepub = "http://litepub.social/ns#";

    /// <summary>Misskey's terms.</summary>
    public const string Misskey = "https://misskey-hub.net/ns#";

    /// <summary>The address of everyone, for public objects.</summary>
    public const string Public = As + "Public";
}

/// <summary>
/// Any object of ActivityStreams (Activity Vocabulary section 2.1, "Object"), with the properties that this server reads.
/// </summary>
public record Thing : Entity
{
#pragma warning disable CS1591 // each property is the one of the vocabulary that it names
    [Property(Vocabulary.As + "attributedTo")]
    public IReadOnlyList<Reference<Thing>> AttributedTo { get; init; } = [];

    [Property(Vocabulary.As + "to")]
    public IReadOnlyList<Reference<Thing>> To { get; init; } = [];

    [Property(Vocabulary.As + "cc")]
    public IReadOnlyList<Reference<Thing>> Cc { get; init; } = [];

    [Property(Vocabulary.As + "name")]
    public LanguageText? Name { get; init; }

    [Property(Vocabulary.As + "summary")]
    public LanguageText? Summary { get; init; }

    [Property(Vocabulary.As + "content")]
    public LanguageText? Content { get; init; }

    [Property(Vocabulary.As + "mediaType")]
    public string? MediaType { get; init; }

    [Property(Vocabulary.As + "published")]
    public DateTimeOffset? Published { get; init; }

    [Property(Vocabulary.As + "updated")]
    public DateTimeOffset? Updated { get; init; }

    [Property(Vocabulary.As + "url")]
    public IReadOnlyList<Reference<Link>> Url { get; init; } = [];

    [Property(Vocabulary.As + "inReplyTo")]
    public IReadOnlyList<Reference<Thing>> InReplyTo { get; init; } = [];

    [Property(Vocabulary.As + "attachment")]
    public IReadOnlyList<Reference<Thing>> Attachment { get; init; } = [];

    [Property(Vocabulary.As + "tag")]
    public IReadOnlyList<Reference<Thing>> Tag { get; init; } = [];

    [Property(Vocabulary.As + "icon")]
    public IReadOnlyList<Reference<Thing>> Icon { get; init; } = [];

    [Property(Vocabulary.As + "image")]
    public IReadOnlyList<Reference<Thing>> Image { get; init; } = [];

    [Property(Vocabulary.As + "replies")]
    public Reference<Collection>? Replies { get; init; }

    [Property(Vocabulary.As + "sensitive")]
    public bool? Sensitive { get; init; }

    [Property(Vocabulary.Toot + "blurhash")]
    public string? Blurhash { get; init; }

    [Property(Vocabulary.As + "width", Datatype = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger")]
    public long? Width { get; init; }

    [Property(Vocabulary.As + "height", Datatype = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger")]
    public long? Height { get; init; }
#pragma warning restore CS1591
}
