using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>Whoever buys a domain cannot make the house forget which keys its people had.</summary>
public class KeyHistoryTests(House house) : IClassFixture<House>
{
    private static readonly RSA NewKey = Keys.New;
    private static readonly RSA ClaimersKey = Keys.Of("the claimer");

    [Theory]
    [InlineData("#key2")]
    [InlineData("#main-key")]
    public async Task B1_Another_actor_that_claims_the_old_key_does_not_make_a_follower_look_new(string nameOfNew)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        await TakeOverAsync(server, joe, post);
        using var answer = await AsBuyerAsync(joe, nameOfNew, post);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Theory]
    [InlineData("#key2")]
    [InlineData("#main-key")]
    public async Task B1_Nor_the_instance_actor(string nameOfNew)
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

        await TakeOverAsync(server, server.Instance, post);
        using var answer = await AsBuyerAsync(server.Instance, nameOfNew, post);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task B1_Who_comes_back_with_the_key_that_another_claimed_in_between_stays_in()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        await TakeOverAsync(server, joe, post);
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        using var answer = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task B2_A_save_that_fails_does_not_make_a_new_key_good()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        await house.ReadAsync(db => db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql()
            ? """
              CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'full'; END $$ LANGUAGE plpgsql;
              CREATE TRIGGER full_disk BEFORE UPDATE ON "Follows" FOR EACH ROW EXECUTE FUNCTION full_disk();
              """
            : "CREATE TRIGGER full_disk BEFORE UPDATE ON \"Follows\" BEGIN SELECT RAISE(ABORT, 'full'); END;"));
        HttpStatusCode first;
        using (var failed = await AsBuyerAsync(joe, "#main-key", post))
        {
            first = failed.StatusCode;
        }
        await house.ReadAsync(db => db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "DROP FUNCTION full_disk CASCADE;"
            : "DROP TRIGGER full_disk;"));
        using var answer = await AsBuyerAsync(joe, "#main-key", post);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.NotFound), (first, answer.StatusCode));
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    /// <summary>At the owner's address stands another actor, who lists the owner's key id.</summary>
    private static async Task TakeOverAsync(Neighbour server, RemotePerson owner, Guid post)
    {
        var buyer = server.Person("x");
        buyer.Document["publicKey"] = KeyOf(buyer, owner.KeyId, ClaimersKey);
        server.Show(owner.Path, buyer.Document);
        (buyer.KeyId, buyer.Key) = (owner.KeyId, ClaimersKey);
        (await buyer.GetAsync($"/posts/{post}")).Dispose();
        Assert.Contains("/users/x", server.Asked);
        server.Show(owner.Path, owner.Document);
    }

    private static Task<HttpResponseMessage> AsBuyerAsync(RemotePerson person, string name, Guid post)
    {
        (person.KeyId, person.Key) = (person.Uri + name, NewKey);
        person.Document["publicKey"] = KeyOf(person, person.KeyId, NewKey);
        return person.GetAsync($"/posts/{post}");
    }

    private static JsonObject KeyOf(RemotePerson person, string id, RSA key) => new()
    {
        ["id"] = id,
        ["owner"] = person.Uri,
        ["publicKeyPem"] = key.ExportSubjectPublicKeyInfoPem(),
    };
}
