using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd;
using PrivateFed.JsonLd.ActivityStreams;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Benchmarks;

/// <summary>From the bytes of a Create with a Note, as Mastodon writes it, to the record: by the fast way (at most 50 microseconds) and
/// by full
/// expansion (at most 1 millisecond).</summary>
internal static class JsonLdReading
{
    private static readonly byte[] Create = Encoding.UTF8.GetBytes("""
        {
          "@context": [
            "https://www.w3.org/ns/activitystreams",
            {
              "ostatus": "http://ostatus.org#", "atomUri": "ostatus:atomUri", "inReplyToAtomUri": "ostatus:inReplyToAtomUri",
              "conversation": "ostatus:conversation", "sensitive": "as:sensitive", "toot": "http://joinmastodon.org/ns#",
              "votersCount": "toot:votersCount", "blurhash": "toot:blurhash",
              "focalPoint": { "@container": "@list", "@id": "toot:focalPoint" }, "Hashtag": "as:Hashtag"
            }
          ],
          "id": "https://joe.example/users/joe/statuses/115000000000000001/activity",
          "type": "Create",
          "actor": "https://joe.example/users/joe",
          "published": "2026-11-24T10:00:00Z",
          "to": ["https://joe.example/users/joe/followers"],
          "cc": ["https://www.w3.org/ns/activitystreams#Public", "https://home.example/users/mara"],
          "object": {
            "id": "https://joe.example/users/joe/statuses/115000000000000001",
            "type": "Note",
            "summary": null,
            "inReplyTo": "https://home.example/posts/1",
            "published": "2026-11-24T10:00:00Z",
            "url": "https://joe.example/@joe/115000000000000001",
            "attributedTo": "https://joe.example/users/joe",
            "to": ["https://joe.example/users/joe/followers"],
            "cc": ["https://www.w3.org/ns/activitystreams#Public", "https://home.example/users/mara"],
            "sensitive": false,
            "atomUri": "https://joe.example/users/joe/statuses/115000000000000001",
            "inReplyToAtomUri": "https://home.example/posts/1",
            "conversation": "tag:joe.example,2026-11-24:objectId=1:objectType=Conversation",
            "content": "<p><span class=\"h-card\"><a href=\"https://home.example/@mara\" class=\"u-url mention\">@<span>mara</span></a></span> What a view! Which path did you take, the long one or the one along the lake?</p>",
            "contentMap": {
              "en": "<p><span class=\"h-card\"><a href=\"https://home.example/@mara\" class=\"u-url mention\">@<span>mara</span></a></span> What a view! Which path did you take, the long one or the one along the lake?</p>"
            },
            "attachment": [
              { "type": "Document", "mediaType": "image/jpeg", "url": "https://files.joe.example/1.jpeg", "name": "A lake", "blurhash": "UBL_:rOpGG-;~qRjWBof", "focalPoint": [0.0, 0.2], "width": 1200, "height": 900 }
            ],
            "tag": [
              { "type": "Mention", "href": "https://home.example/users/mara", "name": "@mara@home.example" },
              { "type": "Hashtag", "href": "https://joe.example/tags/hiking", "name": "#hiking" }
            ],
            "replies": {
              "id": "https://joe.example/users/joe/statuses/115000000000000001/replies",
              "type": "Collection",
              "first": {
                "type": "CollectionPage",
                "next": "https://joe.example/users/joe/statuses/115000000000000001/replies?only_other_accounts=true&page=true",
                "partOf": "https://joe.example/users/joe/statuses/115000000000000001/replies",
                "items": []
              }
            }
          }
        }
        """);

    public static int Run(int documents)
    {
        var fast = Measure("fast", new EntitySerializer(new As()), documents);
        var full = Measure("full", new EntitySerializer(new As()) { IsFast = false }, documents);
        return fast <= 50 && full <= 1000 ? 0 : 1;
    }

    private static double Measure(string name, EntitySerializer serializer, int documents)
    {
        // Until the compiler, which works beside it, has made its last version: what a server that has run for a minute is like.
        var warmUp = Stopwatch.StartNew();
        while (warmUp.Elapsed < TimeSpan.FromSeconds(5))
        {
            Read(serializer);
        }

        var times = new double[documents];
        for (var i = 0; i < documents; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Read(serializer);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        var median = times[documents / 2];
        Console.WriteLine(
            $"{name}: {Create.Length} bytes, median {median:F1} µs, 99 % within {times[documents * 99 / 100]:F1} µs, {documents} documents");
        return median;
    }

    private static void Read(EntitySerializer serializer)
    {
        if (serializer.Deserialize<Create>(JsonLdProcessor.Parse(Create)!).Object[0].Embedded is not Note)
        {
            throw new InvalidOperationException("The note was not read.");
        }
    }

    private sealed class As : IContextProvider
    {
        public JsonNode? GetContext(Type entityType) => "https://www.w3.org/ns/activitystreams";
    }
}
