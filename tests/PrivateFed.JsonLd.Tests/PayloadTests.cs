using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Documents as real servers send them.</summary>
public class PayloadTests
{
    private const string As = "https://www.w3.org/ns/activitystreams#";

    public static IEnumerable<TheoryDataRow<string>> Payloads => Vectors.Has("payloads")
        ? Directory.EnumerateFiles(Vectors.PathOf("payloads"), "*.json", SearchOption.AllDirectories)
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

    [Fact]
    public void The_Create_of_a_Note_by_Mastodon_says_who_what_and_to_whom()
    {
        var create = Expand("mastodon/activities/create_note.json")[0]!;
        var note = create[As + "object"]![0]!;
        Assert.Equal(As + "Create", (string?)create["@type"]![0]);
        Assert.Equal("https://mastodon.madrid/users/felix", (string?)create[As + "actor"]![0]!["@id"]);
        Assert.Equal(As + "Note", (string?)note["@type"]![0]);
        Assert.Equal(["https://www.w3.org/ns/activitystreams#Public", "https://mamot.fr/users/retiolus"], note[As + "cc"]!.AsArray().Select(to => (string?)to!["@id"]));
        Assert.Equal("en", (string?)note[As + "content"]![1]!["@language"]);
        Assert.Equal("https://mamot.fr/users/retiolus", (string?)note[As + "tag"]![0]![As + "href"]![0]!["@id"]);
    }

    private static JsonArray Expand(string file)
    {
        Vectors.SkipWithout("payloads");
        return JsonLdProcessor.Expand(JsonLdProcessor.Parse(File.ReadAllBytes(Path.Combine(Vectors.PathOf("payloads"), file))));
    }
}
