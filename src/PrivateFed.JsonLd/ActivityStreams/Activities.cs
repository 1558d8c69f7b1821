using PrivateFed.JsonLd.Entities;

namespace PrivateFed.JsonLd.ActivityStreams;

#pragma warning disable CA1720, CS1591 // each record is the class of the vocabulary that it names, and each property the one that it names

/// <summary>An activity. A type without a record of its own is read as this one.</summary>
public record Activity : Thing
{
    [Property(Vocabulary.As + "actor")]
    public IReadOnlyList<Reference<Actor>> Actor { get; init; } = [];

    [Property(Vocabulary.As + "object")]
    public IReadOnlyList<Reference<Thing>> Object { get; init; } = [];

    [Property(Vocabulary.As + "target")]
    public IReadOnlyList<Reference<Thing>> Target { get; init; } = [];
}

[Class(Vocabulary.As + "Create")]
public sealed record Create : Activity;

[Class(Vocabulary.As + "Update")]
public sealed record Update : Activity;

[Class(Vocabulary.As + "Delete")]
public sealed record Delete : Activity;

[Class(Vocabulary.As + "Follow")]
public sealed record Follow : Activity;

[Class(Vocabulary.As + "Accept")]
public sealed record Accept : Activity;

[Class(Vocabulary.As + "Reject")]
public sealed record Reject : Activity;

[Class(Vocabulary.As + "Undo")]
public sealed record Undo : Activity;

[Class(Vocabulary.As + "Block")]
public sealed record Block : Activity;

[Class(Vocabulary.As + "Like")]
public sealed record Like : Activity
{
    /// <summary>Misskey's equivalent of <see cref="Thing.Content"/>: an emoji, or <c>:name:</c> of a custom one.</summary>
    [Property(Vocabulary.Misskey + "_misskey_reaction")]
    public string? MisskeyReaction { get; init; }
}

/// <summary>A reaction other than a like, as Pleroma and Akkoma send it: <see cref="Thing.Content"/> is the emoji.</summary>
[Class(Vocabulary.Litepub + "EmojiReact")]
public sealed record EmojiReact : Activity;

[Class(Vocabulary.As + "Announce")]
public sealed record Announce : Activity;

[Class(Vocabulary.As + "Flag")]
public sealed record Flag : Activity;

[Class(Vocabulary.As + "Move")]
public sealed record Move : Activity;
