using System.Text.Json.Nodes;
using PrivateFed.JsonLd.ActivityStreams;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Documents as real servers send them.</summary>
public class PayloadTests
{
    private const string As = "https://www.w3.org/ns/activitystreams#";

    public static IEnumerable<TheoryDataRow<string>> Payloads => Vectors.Has("payloads")
        ? Directory.EnumerateFiles(Vectors.PathOf("payloads"), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".headers.json", StringComparison.Ordinal)) // a request's headers lie beside its document
            .Select(file => new TheoryDataRow<string>(Path.GetRelativePath(Vectors.PathOf("payloads"), file)))
        : [new TheoryDataRow<string>("(all)")];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Every_captured_document_expands_to_one_thing_with_a_type(string file)
    {
        var expanded = Expand(file);
        var thing = Assert.Single(expanded)!.AsObject();
        Assert.StartsWith("http", (string?)thing["@type"]![0]);
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Every_captured_document_becomes_the_record_of_its_type(string file)
    {
        var document = Parse(file)!;
        var type = (string?)(document["type"] is JsonArray types ? types[0] : document["type"]);
        var expected = type switch
        {
            "Person" or "Group" or "Service" or "Application" or "Organization" => typeof(Actor),
            "Page" or "Article" => typeof(Article),
            "Video" or "Image" or "Audio" or "Document" => typeof(Document),
            "OrderedCollection" or "Collection" or "OrderedCollectionPage" or "CollectionPage" => typeof(Collection),
            "Dislike" or "Event" or "ChatMessage" => typeof(Thing),
            _ => typeof(Thing).Assembly.GetType($"{typeof(Thing).Namespace}.{type}", throwOnError: true),
        };

        var thing = new EntitySerializer(new NoContexts()).Deserialize<Thing>(document);

        Assert.IsType(expected!, thing);
        Assert.Equal((string?)document["id"], thing.Id);
        if (thing is Activity activity)
        {
            var about = document["object"];
            Assert.Equal((string?)document["actor"], Assert.Single(activity.Actor).Id);
            Assert.Equal((string?)(about is JsonObject ? about["id"] : about is JsonArray several ? several[0]
                : about), activity.Object[0].Id);
            Assert.Equal((string?)(about as JsonObject)?["content"], activity.Object[0].Embedded?.Content?.Value);
        }
    }

    [Fact]
    public void The_Create_of_a_Note_by_Mastodon_says_who_what_and_to_whom()
    {
        var create = Expand("mastodon/activities/create_note.json")[0]!;
        var note = create[As + "object"]![0]!;
        Assert.Equal(As + "Create", (string?)create["@type"]![0]);
        Assert.Equal("https://mastodon.madrid/users/felix", (string?)create[As + "actor"]![0]!["@id"]);
        Assert.Equal(As + "Note", (string?)note["@type"]![0]);
        Assert.Equal(["https://www.w3.org/ns/activitystreams#Public", "https://mamot.fr/users/retiolus"], note[As + "cc"]!.AsArray()
            .Select(to => (string?)to!["@id"]));
        Assert.Equal("en", (string?)note[As + "content"]![1]!["@language"]);
        Assert.Equal("https://mamot.fr/users/retiolus", (string?)note[As + "tag"]![0]![As + "href"]![0]!["@id"]);
    }

    private static JsonArray Expand(string file) => JsonLdProcessor.Expand(Parse(file));

    private static JsonNode? Parse(string file)
    {
        Vectors.SkipWithout("payloads");
        return JsonLdProcessor.Parse(File.ReadAllBytes(Path.Combine(Vectors.PathOf("payloads"), file)));
    }

    private sealed class NoContexts : IContextProvider
    {
        public JsonNode? GetContext(Type entityType) => null;
    }
}
