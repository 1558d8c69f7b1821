using System.Collections;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using PrivateFed.JsonLd.ActivityStreams;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Documents become records, by the fast way and by the full way alike.</summary>
public class EntityTests
{
    private static readonly JsonLdOptions Options = new() { Base = "https://home.example/users/mara" };
    private static readonly EntitySerializer Fast = new(new Contexts(), Options);
    private static readonly EntitySerializer Full = new(new Contexts(), Options) { IsFast = false };

    [Fact]
    public void The_fast_way_and_the_full_way_give_the_same_entity()
    {
        var random = new PCG(1, 20261125);
        var plain = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var document = Documents.Whole.Generate(random, null, out _);
            var full = Outcome(Full, document);
            plain += Record.Exception(() => Fast.Plainly(document)) is null && Fast.Plainly(document) is not null ? 1 : 0;
            Assert.True(full == Outcome(Fast, document), $"{document.ToJsonString()}\n{full}\n{Outcome(Fast, document)}");
        }

        Assert.InRange(plain, 1_000, 5_000);
    }

    [Theory]
    [MemberData(nameof(PayloadTests.Payloads), MemberType = typeof(PayloadTests))]
    public void Every_captured_document_becomes_the_record_that_its_type_names(string file)
    {
        Vectors.SkipWithout("payloads");
        var document = JsonLdProcessor.Parse(File.ReadAllBytes(Path.Combine(Vectors.PathOf("payloads"), file)))!;
        var thing = Fast.Deserialize<Thing>(document);
        Assert.Equal(Outcome(Full, document), Outcome(Fast, document));
        Assert.NotNull(thing.Id);

        // Classes without a record of their own are read as what all things are.
        var type = (string)document["type"]!;
        var expected = type switch
        {
            "Person" or "Group" or "Service" or "Application" or "Organization" => nameof(Actor),
            "Page" => nameof(Article),
            "Video" => nameof(Document),
            "OrderedCollection" => nameof(Collection),
            "ChatMessage" or "Dislike" => nameof(Thing),
            _ => type,
        };
        Assert.Equal(expected, thing.GetType().Name);
    }

    [Theory]
    [InlineData("mastodon/activities/create_note.json")]
    [InlineData("mastodon/activities/follow.json")]
    [InlineData("mastodon/objects/person.json")]
    [InlineData("pleroma/activities/create_note.json")]
    public void What_Mastodon_and_Pleroma_write_is_plain(string file)
    {
        Vectors.SkipWithout("payloads");
        var document = JsonLdProcessor.Parse(File.ReadAllBytes(Path.Combine(Vectors.PathOf("payloads"), file)))!;
        Assert.NotNull(Fast.Plainly(document));
    }

    [Fact]
    public void Mastodons_Create_of_a_Note_can_be_asked_what_it_says()
    {
        Vectors.SkipWithout("payloads");
        var create =
            Fast.Deserialize<Activity>(
                JsonLdProcessor.Parse(File.ReadAllBytes(Vectors.PathOf("payloads/mastodon/activities/create_note.json")))!);
        var note = Assert.IsType<Note>(Assert.Single(create.Object).Embedded);
        Assert.IsType<Create>(create);
        Assert.Equal("https://mastodon.madrid/users/felix", Assert.Single(create.Actor).Id);
        Assert.StartsWith("<p>", note.Content!.Value);
        Assert.Contains("en", note.Content.ByLanguage.Keys);
        // The captured context does not define "sensitive", so the document does not say it in any vocabulary.
        Assert.Null(note.Sensitive);
        Assert.Equal(new DateTimeOffset(2021, 11, 5, 11, 46, 50, TimeSpan.Zero), note.Published);
        Assert.Equal("https://mamot.fr/users/retiolus", Assert.IsType<Link>(Assert.Single(note.Tag).Embedded).Href);
        Assert.Equal([Vocabulary.Public, "https://mamot.fr/users/retiolus"], note.Cc.Select(to => to.Id));
    }

    [Fact]
    public void An_actor_has_its_key_its_inboxes_and_its_names()
    {
        Vectors.SkipWithout("payloads");
        var actor =
            Fast.Deserialize<Actor>(JsonLdProcessor.Parse(File.ReadAllBytes(Vectors.PathOf("payloads/mastodon/objects/person.json")))!);
        Assert.NotNull(actor.Inbox);
        Assert.NotNull(actor.Endpoints!.Embedded!.SharedInbox);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", Assert.Single(actor.PublicKey).Embedded!.PublicKeyPem);
        Assert.NotNull(actor.PreferredUsername);
    }

    [Theory]
    [InlineData("""{ "@context": "https://www.w3.org/ns/activitystreams", "type": "Follow", "actor": "https://joe.example/" }""")]
    [InlineData("""[{ "@type": ["https://www.w3.org/ns/activitystreams#Note"] }, { "@type": ["https://www.w3.org/ns/activitystreams#Note"] }]""")]
    [InlineData("{}")]
    [InlineData("\"Note\"")]
    public void A_document_that_is_not_one_Note_is_refused_as_a_Note(string text) =>
        Assert.Equal(JsonLdErrorCode.EntityMismatch,
            Assert.Throws<JsonLdException>(() => Fast.Deserialize<Note>(JsonNode.Parse(text)!)).Code);

    [Fact]
    public void Values_of_another_kind_than_is_due_are_passed_over()
    {
        var note = Fast.Deserialize<Note>(JsonNode.Parse("""
            {
              "@context": "https://www.w3.org/ns/activitystreams",
              "type": "Note", "content": 5, "published": true, "to": [null, 1, "https://joe.example/"], "mediaType": ["", {}], "width": "wide"
            }
            """)!);
        Assert.Null(note.Content);
        Assert.Null(note.Published);
        Assert.Equal("https://joe.example/", Assert.Single(note.To).Id);
        Assert.Equal("", note.MediaType);
        Assert.Null(note.Width);
    }

    [Fact]
    public void A_record_that_is_written_is_read_back_as_it_was()
    {
        var create = new Create
        {
            Id = "https://home.example/activities/1",
            Actor = [new Reference<Actor>("https://home.example/users/mara", null)],
            To = [new Reference<Thing>(Vocabulary.Public, null)],
            Published = new DateTimeOffset(2026, 11, 24, 10, 0, 0, 500, TimeSpan.Zero),
            Object =
            [
                new Reference<Thing>("https://home.example/notes/1", new Note
                {
                    Id = "https://home.example/notes/1",
                    Content = new LanguageText("<p>Hello</p>", new Dictionary<string, string> { ["de"] = "<p>Hallo</p>" }),
                    Tag = [new Reference<Thing>(
                        null, new Link
                        {
                            Types = [Vocabulary.As + "Mention"],
                            Href = "https://joe.example/users/joe",
                            Name = new LanguageText("@joe"),
                        })],
                    Sensitive = true,
                    Attachment = [new Reference<Thing>(null, new Document { MediaType = "image/webp", Width = 2048, Height = 1536 })],
                }),
            ],
        };
        var document = Fast.Serialize(create);
        Assert.Equal("Create", (string?)document["type"]);
        Assert.Equal("<p>Hello</p>", (string?)document["object"]!["content"]);
        Assert.Equal("<p>Hallo</p>", (string?)document["object"]!["contentMap"]!["de"]);
        Assert.Equal(Outcome(Fast, document), Outcome(Full, document));
        Assert.Equal(document.ToJsonString(), Fast.Serialize(Fast.Deserialize<Create>(document)).ToJsonString());
    }

    private static string Outcome(EntitySerializer serializer, JsonNode document)
    {
        try
        {
            return Describe(serializer.Deserialize<Thing>(document), new StringBuilder()).ToString();
        }
        catch (JsonLdException e)
        {
            return e.Code;
        }
    }

    /// <summary>All that a record holds, as text: records with lists in them do not compare by what is in the lists.</summary>
    private static StringBuilder Describe(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null or string or ValueType:
                return text.Append(value ?? "null").Append(';');
            case IDictionary map:
                foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                {
                    Describe(map[key], text.Append(key).Append('='));
                }

                return text;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Describe(item, text);
                }

                return text.Append(']');
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
                {
                    Describe(property.GetValue(value), text.Append(property.Name).Append(':'));
                }

                return text.Append('}');
        }
    }

    private sealed class Contexts : IContextProvider
    {
        public JsonNode? GetContext(Type entityType) => JsonNode.Parse("""
            ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", { "sensitive": "as:sensitive", "toot": "http://joinmastodon.org/ns#", "blurhash": "toot:blurhash" }]
            """);
    }
}
