using System.Globalization;
using System.Text;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>What an actor document says about its actor, after every check that needs the document alone.</summary>
public sealed record ActorProfile
{
    private const int MaxAliases = 20;
    private const int MaxNameLength = 100;
    private const int MaxNamedKeys = 2;

    public required string Uri { get; init; }

    /// <summary>host[:port]</summary>
    public required string Host { get; init; }

    public required string Type { get; init; }

    public required string Handle { get; init; }

    public required string Name { get; init; }

    /// <summary>HTML, not sanitised.</summary>
    public required string Summary { get; init; }

    public required string Inbox { get; init; }

    public required string? SharedInbox { get; init; }

    public required string? Url { get; init; }

    public required string? IconUrl { get; init; }

    public required DateTimeOffset? AccountSince { get; init; }

    /// <summary>Other ids of the same person, as claimed by this actor alone.</summary>
    public required IReadOnlyList<string> AlsoKnownAs { get; init; }

    /// <summary>The custom emoji in the name or the summary.</summary>
    public required IReadOnlyList<EmojiTag> Emoji { get; init; }

    /// <summary>
    /// Ids of keys that the document lists without the key itself, on the actor's own server: each key has a document of its own.
    /// </summary>
    public required IReadOnlyList<string> NamedKeys { get; init; }

    /// <summary>Key id and PEM. Servers verify with the first one.</summary>
    public required IReadOnlyList<(string Uri, string Pem)> Keys { get; init; }

    /// <summary>Reads an actor document.</summary>
    /// <param name="uri">The id that the document must have.</param>
    /// <param name="ownHost">This house's domain: no actor or inbox elsewhere may be on it.</param>
    public static Result<ActorProfile> Read(string uri, ReadOnlyMemory<byte> document, ReadDocument read, string ownHost) =>
        read.As<Wire.Actor>(document) is { Succeeded: true, Value: var actor }
            ? FromActor(uri, actor, ownHost)
            : new Refusal("The document is not an actor.");

    /// <param name="uri">The id that the actor must have.</param>
    /// <param name="actor">The actor as its own server describes it.</param>
    /// <param name="ownHost">This house's domain.</param>
    public static Result<ActorProfile> FromActor(string uri, Wire.Actor actor, string ownHost)
    {
        if (actor.Id is not { } id || id != uri || Authority.Of(id) is not { } host || host == ownHost || !WireNames.CanBeStored(id))
        {
            return new Refusal("The actor's id is not where it was found.");
        }
        if (actor.ShortType() is not { } type)
        {
            return new Refusal("The document is not an actor.");
        }
        var handle = actor.PreferredUsername ?? LastSegment(id);
        if (!IsHandle(handle))
        {
            return new Refusal("The actor's preferredUsername is missing or cannot be a handle.");
        }
        if (actor.Inbox is not { } inbox || Authority.Of(inbox) != host)
        {
            return new Refusal("The actor's inbox is not on its own server.");
        }
        var sharedInbox = actor.Endpoints?.Embedded?.SharedInbox;
        return new ActorProfile
        {
            Uri = id,
            Host = host,
            Type = type,
            Handle = handle,
            Name = Graphemes.Truncate(DisplayName.Of(actor.Name?.Value), MaxNameLength) is { Length: > 0 } name ? name : handle,
            Summary = actor.Summary?.Value is { Length: <= 20_000 } summary ? summary : "",
            Inbox = inbox,
            SharedInbox = Authority.Of(sharedInbox) == host ? sharedInbox : null,
            Url = actor.Address() is { } url && Authority.Of(url) is not null ? url : null,
            IconUrl = actor.Icon is [{ } icon, ..] && (icon.Embedded?.Address() ?? icon.Id) is { } iconUrl
                && Authority.Of(iconUrl) is not null ? iconUrl : null,
            AccountSince = actor.Published,
            AlsoKnownAs = [.. actor.AlsoKnownAs.Select(other => other.Id).Where(other => Authority.Of(other) is not null)
                .Take(MaxAliases).OfType<string>()],
            Emoji = [.. StoreEmoji.Parse(actor.Tag)
                .Where(emoji => $"{actor.Name?.Value} {actor.Summary?.Value}".Contains($":{emoji.Shortcode}:", StringComparison.Ordinal))],
            NamedKeys = [.. actor.PublicKey.Where(key => key.Embedded is null).Select(key => key.Id).OfType<string>()
                .Where(key => Authority.Of(key) == host && WireNames.CanBeStored(key)).Take(MaxNamedKeys)],
            Keys = [.. ReadKeys(id, host, actor)],
        };
    }

    /// <summary>Name of an actor without preferredUsername: the last segment of the id's path, without a leading @.</summary>
    private static string LastSegment(string id) =>
        System.Uri.UnescapeDataString(new Uri(id).AbsolutePath.TrimEnd('/').Split('/')[^1]).TrimStart('@');

    /// <summary>
    /// Allows letters and digits of any script, combining marks, and _ . - as servers use them. Refuses bidirectional controls, path
    /// separators and invisible characters.
    /// </summary>
    private static bool IsHandle(string text) =>
        text.Length is > 0 and <= 100 && !IsMark(text.EnumerateRunes().First())
        && text.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '.' or '-' || IsMark(rune));

    // Unicode classes some invisible characters as marks: a joiner, inherent Khmer vowels, and variation selectors.
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        && rune.Value is not (0x034F or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF));

    private static IEnumerable<(string Uri, string Pem)> ReadKeys(string actorId, string host, Wire.Actor actor)
    {
        foreach (var key in actor.PublicKey.Take(4))
        {
            if (key is { Id: { } id, Embedded: { Owner: var owner, PublicKeyPem: { Length: < 8192 } pem } } && Authority.Of(id) == host
                && owner == actorId && WireNames.CanBeStored(id))
            {
                yield return (id, pem);
            }
        }
    }
}
