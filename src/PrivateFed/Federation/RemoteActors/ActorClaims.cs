using System.Globalization;
using System.Text;
using System.Text.Json;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>What an actor document says of its actor, after every check that the document alone allows.</summary>
public sealed record ActorClaims
{
    private static readonly HashSet<string> ActorTypes = new(StringComparer.Ordinal) { "Person", "Service", "Group", "Application", "Organization" };

    public required string Uri { get; init; }

    /// <summary>host[:port]</summary>
    public required string Host { get; init; }

    public required string Type { get; init; }

    public required string Handle { get; init; }

    public required string Name { get; init; }

    /// <summary>HTML as it came.</summary>
    public required string Summary { get; init; }

    public required string Inbox { get; init; }

    public required string? SharedInbox { get; init; }

    public required string? Url { get; init; }

    public required string? IconUrl { get; init; }

    public required DateTimeOffset? AccountSince { get; init; }

    /// <summary>Key id and PEM. The first is the one that servers verify with.</summary>
    public required IReadOnlyList<(string Uri, string Pem)> Keys { get; init; }

    /// <param name="uri">Where the document was fetched; its id must be the same.</param>
    /// <param name="json">The document.</param>
    /// <param name="ownHost">Our domain: nobody elsewhere speaks for it, and no inbox leads to it.</param>
    public static Result<ActorClaims> Read(string uri, JsonElement json, string ownHost)
    {
        if (json.Text("id") is not { } id || id != uri || Authority.Of(id) is not { } host || host == ownHost)
        {
            return new Refusal("The actor's id is not where it was found.");
        }
        if (json.All("type").Select(type => type.ToString()).FirstOrDefault(ActorTypes.Contains) is not { } type)
        {
            return new Refusal("The document is not an actor.");
        }
        if (json.Text("preferredUsername") is not { } handle || !IsHandle(handle))
        {
            return new Refusal("The actor's preferredUsername is missing or cannot be a handle.");
        }
        if (json.Text("inbox") is not { } inbox || Authority.Of(inbox) != host)
        {
            return new Refusal("The actor's inbox is not on its own server.");
        }
        var sharedInbox = json.First("endpoints")?.Text("sharedInbox");
        return new ActorClaims
        {
            Uri = id,
            Host = host,
            Type = type,
            Handle = handle,
            Name = Cleaned(json.Text("name")) is { Length: > 0 } name ? name : handle,
            Summary = json.Text("summary") is { Length: <= 20_000 } summary ? summary : "",
            Inbox = inbox,
            SharedInbox = Authority.Of(sharedInbox) == host ? sharedInbox : null,
            Url = json.Id("url") is { } url && Authority.Of(url) is not null ? url : null,
            IconUrl = json.First("icon") is { } icon && (icon.Id("url") ?? icon.AsId()) is { } iconUrl && Authority.Of(iconUrl) is not null ? iconUrl : null,
            AccountSince = json.Moment("published"),
            Keys = [.. ReadKeys(id, host, json)],
        };
    }

    /// <summary>Letters, digits and _ . - of any script that servers use; nothing that changes direction or leads out of a path.</summary>
    private static bool IsHandle(string text) =>
        text.Length is > 0 and <= 100 && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '-');

    /// <summary>A name on one line, without control and direction marks, at most 100 characters.</summary>
    private static string Cleaned(string? text)
    {
        var cleaned = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (cleaned.Length >= 100)
            {
                break;
            }
            var category = Rune.GetUnicodeCategory(rune);
            // A zero-width joiner holds an emoji together; every other format character only hides something.
            if (category is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && (category is not UnicodeCategory.Format || rune.Value == 0x200D))
            {
                cleaned.Append(rune);
            }
        }
        return cleaned.ToString().Trim();
    }

    private static IEnumerable<(string Uri, string Pem)> ReadKeys(string actor, string host, JsonElement json)
    {
        foreach (var key in json.All("publicKey").Take(4))
        {
            if (key.Text("id") is { } id && Authority.Of(id) == host && key.Text("owner") == actor && key.Text("publicKeyPem") is { Length: < 8192 } pem)
            {
                yield return (id, pem);
            }
        }
    }
}
