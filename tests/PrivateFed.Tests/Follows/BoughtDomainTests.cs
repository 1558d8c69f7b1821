using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>A follower's domain lapses and somebody else buys it: same ids, new keys.</summary>
public class BoughtDomainTests(House house) : IClassFixture<House>
{
    private static readonly RSA NewKey = Keys.New;

    [Fact]
    public async Task Who_comes_back_with_a_new_key_waits_for_the_owner_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        joe.Document["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();
        joe.Key = NewKey;
        using var answer = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    // Public keys are public: whoever buys the domain can list the old one beside their own.
    [Theory]
    [InlineData("#main-key", "#old-key")]
    [InlineData("#new-key", "#main-key")]
    public async Task Listing_the_old_key_beside_the_new_one_helps_nobody(string nameOfNew, string nameOfOld)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        joe.Document["publicKey"] = new JsonArray(KeyOf(joe, nameOfNew, NewKey), KeyOf(joe, nameOfOld, Keys.Of("joe")));
        (joe.Key, joe.KeyId) = (NewKey, joe.Uri + nameOfNew);
        using var answer = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_new_key_of_the_instance_actor_puts_everybody_there_in_doubt()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        using (var before = await server.Instance.GetAsync($"/posts/{post}"))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        server.Instance.Document["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();
        server.Instance.Key = NewKey;
        using var answer = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_A_second_actor_that_looks_like_the_servers_is_not_believed_and_letting_somebody_in_changes_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync();
        using (var first = await server.Instance.GetAsync($"/posts/{post}"))
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        }
        var second = server.Person("buyer");
        second.Document["type"] = "Application";

        using var before = await second.GetAsync($"/posts/{post}");
        await house.WelcomeAsync(server.Person("ann"));
        using var after = await second.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    private static JsonObject KeyOf(RemotePerson person, string name, RSA key) => new()
    {
        ["id"] = person.Uri + name,
        ["owner"] = person.Uri,
        ["publicKeyPem"] = key.ExportSubjectPublicKeyInfoPem(),
    };
}
