using System.Text.Json.Nodes;
using CsCheck;

namespace PrivateFed.JsonLd.Tests;

/// <summary>ActivityStreams documents as many servers might write them: the same meaning in many spellings.</summary>
internal static class Documents
{
    private const string As = "https://www.w3.org/ns/activitystreams#";

    private static readonly string[] References = ["actor", "attributedTo", "to", "cc", "inReplyTo", "url", "target"];
    private static readonly string[] Texts = ["name", "content", "summary", "mediaType", "preferredUsername"];
    private static readonly string[] Extensions = ["sensitive", "atomUri", "votersCount", "unheardOf", "toot:blurhash", "_:odd"];

    private static readonly Gen<string> Name =
        Gen.OneOf("Note", "Create", "Person", "Follow", "Mention", "Image", "Hashtag", "Emoji", "Unheard");

    /// <summary>Never an empty array: the recommendation keeps it, the other processor drops it.</summary>
    private static readonly Gen<JsonNode?> Types = Gen.OneOf(
        Name.Select(name => (JsonNode?)name),
        Name.Array[1, 3].Select(names => (JsonNode?)new JsonArray([.. names.Select(name => (JsonNode)name)])));

    private static readonly Gen<string> Address = Gen.OneOf(
        Gen.OneOf("https://joe.example/users/joe", "https://home.example/users/mara#main-key", "as:Public", "Public", As + "Public"),
        Gen.OneOf("../notes/1", "#fragment", "?page=2", "//other.example/x", "_:b0", "", "toot:x", "urn:uuid:1", "a b"));

    private static readonly Gen<string> Text = Gen.OneOf(Gen.OneOf("Hello", "<p>Grüße</p>", "", "@id", "日本"), Gen.String.AlphaNumeric);

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Text.Select(text => (JsonNode?)text),
        Gen.Int[-5, 5].Select(number => (JsonNode?)number),
        Gen.Bool.Select(value => (JsonNode?)value),
        Gen.Const(() => (JsonNode?)null));

    private static readonly Gen<JsonNode?> TextValue = Gen.OneOf(
        Text.Select(text => (JsonNode?)text),
        Scalar,
        Gen.Select(Text, Gen.OneOf("en", "DE", "pt-br"), (text, language) => (JsonNode?)new JsonObject
        {
            ["@value"] = text,
            ["@language"] = language,
        }),
        Gen.Select(Text, Gen.OneOf("xsd:string", "http://www.w3.org/2001/XMLSchema#date"), (text, type) => (JsonNode?)new JsonObject
        {
            ["@value"] = text,
            ["@type"] = type,
        }));

    private static readonly Gen<JsonNode?> LanguageMap = Gen.Select(Text, Text.Array[0, 2], (one, several) =>
        (JsonNode?)new JsonObject
        {
            ["en"] = one,
            ["de-AT"] = new JsonArray([.. several.Select(text => (JsonNode?)text)]),
            ["@none"] = one,
            ["fr"] = null,
        });

    /// <summary>A document with its context.</summary>
    public static Gen<JsonObject> Whole { get; } = Gen.Select(Context(), Node(3), (context, node) =>
    {
        node.Insert(0, "@context", context);
        return node;
    });

    private static Gen<JsonNode?> Context() => Gen.Select(
        Gen.OneOf(true, true, true, false),
        Gen.Bool,
        Gen.OneOf(Gen.Const(() => new JsonObject()), Gen.Const(Inline)),
        Gen.OneOf<string?>(null, null, "de", "en-GB"),
        (startsWithAs, hasSecurity, inline, language) =>
        {
            var context = new JsonArray();
            if (startsWithAs)
            {
                context.Add("https://www.w3.org/ns/activitystreams");
            }

            if (hasSecurity)
            {
                context.Add("https://w3id.org/security/v1");
            }

            if (language is not null)
            {
                inline["@language"] = language;
            }

            context.Add((JsonNode)inline);
            return (JsonNode?)context;
        });

    private static JsonObject Inline() => new()
    {
        ["as"] = As,
        ["toot"] = "http://joinmastodon.org/ns#",
        ["sensitive"] = "as:sensitive",
        ["Hashtag"] = "as:Hashtag",
        ["Emoji"] = "toot:Emoji",
        ["votersCount"] = "toot:votersCount",
        ["uri"] = "@id",
        ["kind"] = "@type",
        ["from"] = new JsonObject { ["@id"] = "as:actor", ["@type"] = "@id" },
        ["about"] = new JsonObject { ["@id"] = "as:object", ["@type"] = "@id", ["@container"] = "@set" },
        ["focalPoint"] = new JsonObject { ["@id"] = "toot:focalPoint", ["@container"] = "@list" },
        ["atomUri"] = "http://ostatus.org#atomUri",
    };

    private static Gen<JsonObject> Node(int depth) => Gen.Select(
        Entry(Gen.OneOf("id", "@id", "uri"), Gen.Frequency((60, Address.Select(address => (JsonNode?)address)), (1, Scalar))),
        Entry(Gen.OneOf("type", "@type", "kind"), Gen.Frequency((60, Types), (1, Scalar))),
        Property(depth).Array[0, 6],
        Gen.Int[0, 9],
        (id, type, properties, whichAreLeftOut) =>
        {
            var node = new JsonObject();
            var entries = properties.Prepend(type).Prepend(id).Skip(whichAreLeftOut == 0 ? 2 : whichAreLeftOut == 1 ? 1 : 0);
            foreach (var (key, value) in entries)
            {
                node.TryAdd(key, value?.DeepClone());
            }

            return node;
        });

    private static Gen<(string Key, JsonNode? Value)> Property(int depth)
    {
        var reference = Entry(Spelled(Gen.OneOf(References)), OneOrMore(Address.Select(address => (JsonNode?)address)));
        var text = Entry(Spelled(Gen.OneOf(Texts)), OneOrMore(TextValue));
        var map = Entry(Gen.OneOf("contentMap", "nameMap", "summaryMap"), LanguageMap);
        var date = Entry(Spelled(Gen.OneOf("published", "updated")), Gen.OneOf("2026-11-24T10:00:00Z", "yesterday")
            .Select(text => (JsonNode?)text));
        var other = Entry(Gen.OneOf(Extensions), OneOrMore(Scalar));
        var list = Entry(Gen.OneOf("focalPoint", "orderedItems"), OneOrMore(Scalar));
        var leaves = Gen.OneOf(reference, text, map, date, other, list);
        return depth == 0
            ? leaves
            : Gen.OneOf(leaves, leaves, Entry(
                Gen.OneOf(Spelled(Gen.OneOf("object", "attachment", "tag", "icon", "replies")), Gen.OneOf("about", "from", "orderedItems")),
                OneOrMore(Node(depth - 1).Select(node => (JsonNode?)node))));
    }

    private static Gen<(string Key, JsonNode? Value)> Entry(Gen<string> key, Gen<JsonNode?> value) =>
        Gen.Select(key, value, (k, v) => (k, v));

    private static Gen<string> Spelled(Gen<string> term) =>
        Gen.Select(term, Gen.Int[0, 5], (name, spelling) => spelling switch { 0 => "as:" + name, 1 => As + name, _ => name });

    private static Gen<JsonNode?> OneOrMore(Gen<JsonNode?> item) => Gen.OneOf(
        item,
        item.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(one => one?.DeepClone())])),
        item.Select(one => (JsonNode?)new JsonObject { ["@set"] = new JsonArray(one?.DeepClone()) }));
}
