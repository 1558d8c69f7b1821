using System.Text.Json.Nodes;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Documents;

/// <summary>One meaning in the many spellings of JSON-LD.</summary>
[Trait("Database", "none")]
public class SpellingTests(House house) : IClassFixture<House>
{
    public static TheoryData<string, string> Follows => new()
    {
        { "no context", """{"id":"#ID","type":"Follow","actor":"JOE","object":"MARA"}""" },
        { "a context of its own first",
            """{"@context":["https://joe-server.test/context","https://www.w3.org/ns/activitystreams"],"id":"#ID","type":"Follow","actor":"JOE","object":"MARA"}""" },
        { "prefixes",
            """{"@context":"https://www.w3.org/ns/activitystreams","@id":"#ID","@type":"as:Follow","as:actor":{"@id":"JOE"},"as:object":{"@id":"MARA"}}""" },
        { "whole addresses",
            """{"@id":"#ID","@type":"https://www.w3.org/ns/activitystreams#Follow","https://www.w3.org/ns/activitystreams#actor":[{"@id":"JOE"}],"https://www.w3.org/ns/activitystreams#object":[{"@id":"MARA"}]}""" },
        { "aliases",
            """{"@context":["https://www.w3.org/ns/activitystreams",{"who":{"@id":"as:actor","@type":"@id"},"whom":{"@id":"as:object","@type":"@id"},"kind":"@type"}],"id":"#ID","kind":"Follow","who":"JOE","whom":"MARA"}""" },
        { "arrays",
            """{"@context":["https://www.w3.org/ns/activitystreams"],"id":"#ID","type":["Follow"],"actor":["JOE"],"object":["MARA"]}""" },
        { "embedded",
            """{"@context":"https://www.w3.org/ns/activitystreams","id":"#ID","type":"Follow","actor":{"id":"JOE","type":"Person"},"object":{"id":"MARA","type":"Person"}}""" },
        { "a class of another vocabulary besides",
            """{"@context":["https://www.w3.org/ns/activitystreams",{"x":"https://x.example/"}],"id":"#ID","type":["x:Wish","Follow"],"actor":"JOE","object":"MARA"}""" },
    };

    [Theory]
    [MemberData(nameof(Follows))]
    public async Task A_Follow_is_read_in_any_spelling(string spelling, string json)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");

        await joe.TellAsync(Written(json, joe));

        Assert.True(await house.StateAsync(joe) == FollowState.Requested, spelling);
    }

    [Theory]
    [InlineData(""" "content":"<p>Wie schön!</p>" """)]
    [InlineData(""" "contentMap":{"de":"<p>Wie schön!</p>"} """)]
    [InlineData(""" "content":["<p>Wie schön!</p>"] """)]
    [InlineData(""" "as:content":{"@value":"<p>Wie schön!</p>","@language":"de"} """)]
    public async Task A_comment_is_read_in_any_spelling(string content)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        await joe.TellAsync(Written(
            $$$"""
            {"@context":"https://www.w3.org/ns/activitystreams","id":"#ID","type":"Create","actor":"JOE",
             "object":{"@id":"#ID/note","@type":["Note"],"attributedTo":{"id":"JOE"},"inReplyTo":{"@id":"{{{House.Url($"/posts/{post}")}}}"},{{{content}}}}}
            """,
            joe));

        Assert.Equal("<p>Wie schön!</p>", Assert.Single(await house.CommentsAsync(post)).Html);
    }

    [Fact]
    public async Task An_actor_is_met_whatever_spelling_its_document_has()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Show(joe.Path, (JsonObject)Written(
            $$"""
            {"@context":["https://www.w3.org/ns/activitystreams",{"sec":"https://w3id.org/security#","ldp":"http://www.w3.org/ns/ldp#"}],
             "@id":"JOE","@type":["as:Person"],"as:preferredUsername":"joe","ldp:inbox":{"@id":"JOE/inbox"},"nameMap":{"en":"Joe"},
             "sec:publicKey":[{"@id":"JOE#main-key","sec:owner":{"@id":"JOE"},"sec:publicKeyPem":{{JsonValue.Create(Keys.Of("joe").ExportSubjectPublicKeyInfoPem()).ToJsonString()}}}]}
            """,
            joe));

        await joe.TellAsync(joe.Follow());

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    private static JsonNode Written(string json, RemotePerson joe) => JsonNode.Parse(json
        .Replace("MARA", House.Url("/users/mara"), StringComparison.Ordinal)
        .Replace("JOE", joe.Uri, StringComparison.Ordinal)
        .Replace("#ID", joe.NewId(), StringComparison.Ordinal))!;
}
