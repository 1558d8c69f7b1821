using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Follows;
using PrivateFed.HttpSignatures;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.LocalActors;

/// <summary>New keys: ours, announced to every server that has a follower; and those of people elsewhere, announced to us.</summary>
public class RotationTests(House house) : IClassFixture<House>
{
    private static readonly RSA NewKey = Keys.New;

    [Fact]
    public async Task A_server_is_told_of_the_new_key_with_the_old_one()
    {
        await using var server = await WelcomedAsync();
        var oldKey = await PublicKeyAsync();

        var told = await RotateAsync();
        var update = (await server.ExpectAsync("Update"))[0];
        await house.PublishAsync();
        var create = (await server.ExpectAsync("Create"))[0];
        await house.SettleAsync();

        var newKey = await PublicKeyAsync();
        Assert.NotEqual(oldKey, newKey);
        Assert.Equal(1, told);
        Assert.Equal(newKey, update.Json.GetProperty("object").GetProperty("publicKey").Text("publicKeyPem"));
        Assert.True(IsSignedBy(oldKey, update));
        Assert.True(IsSignedBy(newKey, create));
        Assert.False(IsSignedBy(oldKey, create));
        Assert.Empty(await house.ReadAsync(db => db.RetiredKeys.ToListAsync()));
    }

    [Fact]
    public async Task A_server_that_sleeps_gets_everything_up_to_the_announcement_with_the_old_key()
    {
        await using var asleep = await WelcomedAsync();
        await using var awake = await WelcomedAsync();
        var oldKey = await PublicKeyAsync();
        asleep.Sleep();
        await house.PublishAsync("Before");
        await asleep.ExpectAsync("Create");

        await RotateAsync();
        await house.PublishAsync("After");
        await awake.ExpectAsync("Create", 2);
        await house.SettleAsync();
        var newKey = await PublicKeyAsync();
        Assert.Single(await house.ReadAsync(db => db.RetiredKeys.ToListAsync()));
        Assert.True(IsSignedBy(newKey, awake.Received[^1]));
        asleep.Awake();
        asleep.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await asleep.ExpectAsync("Create", 2);
        await house.SettleAsync();

        Assert.Equal([oldKey, oldKey, newKey], asleep.Received.Select(arrived => IsSignedBy(oldKey, arrived) ? oldKey
            : IsSignedBy(newKey, arrived) ? newKey : ""));
        Assert.Equal(["Create", "Update", "Create"], asleep.Received.Select(arrived => arrived.Type));
        Assert.Empty(await house.ReadAsync(db => db.RetiredKeys.ToListAsync()));
    }

    [Fact]
    public async Task A_key_that_changes_twice_is_told_step_by_step()
    {
        await using var server = await WelcomedAsync();
        server.Sleep();
        var keys = new List<string> { await PublicKeyAsync() };
        for (var i = 0; i < 2; i++)
        {
            await RotateAsync();
            keys.Add(await PublicKeyAsync());
        }
        await Eventually.Happens("a try", () => Task.FromResult(server.Received.Count > 0));
        server.Awake();
        server.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));

        var updates = await server.ExpectAsync("Update", 2);

        for (var i = 0; i < 2; i++)
        {
            Assert.True(IsSignedBy(keys[i], updates[i]));
            Assert.Equal(keys[i + 1], updates[i].Json.GetProperty("object").GetProperty("publicKey").Text("publicKeyPem"));
        }
    }

    [Fact]
    public async Task A_server_that_has_forgotten_the_old_key_is_told_with_the_new_one()
    {
        await using var server = await WelcomedAsync();
        await RotateAsync();
        await house.SettleAsync();
        server.Forget();
        var (oldKey, told) = (await PublicKeyAsync(), 0);
        server.Receive = async (arrived, context) =>
        {
            var isBelieved = arrived.Fields.ContainsKey("Signature-Input") is false && IsSignedBy(await PublicKeyAsync(), arrived);
            told += isBelieved ? 1 : 0;
            context.Response.StatusCode = isBelieved ? StatusCodes.Status202Accepted : StatusCodes.Status401Unauthorized;
        };

        await RotateAsync();
        await house.PublishAsync();
        for (var tries = 0; tries < 10 && told < 2; tries++)
        {
            await house.SettleAsync();
            house.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["Update", "Create"], server.Received.TakeLast(2).Select(arrived => arrived.Type));
        Assert.True(IsSignedBy(oldKey, server.Received[0]));
        Assert.Empty(await house.ReadAsync(db => db.RetiredKeys.ToListAsync()));
    }

    [Fact]
    public async Task Proofs_are_made_with_the_key_that_the_actor_shows()
    {
        await using var server = await WelcomedAsync();
        await RotateAsync();

        var update = (await server.ExpectAsync("Update"))[0].Json;

        var listed = update.GetProperty("object").GetProperty("assertionMethod")[0].Text("publicKeyMultibase")!;
        Assert.True(VerificationKey.TryFromMultibase(listed, out var key, out _));
        Assert.True(Assert.Single(IntegrityProof.ReadAll(update, house.Clock.GetUtcNow())).IsMadeBy(key));
    }

    [Fact]
    public async Task The_instance_actor_tells_every_server_that_has_a_follower()
    {
        await using var server = await WelcomedAsync();

        House.Value(await house.DoAsync((RotateKeys rotate) => rotate.RotateAsync(Actor.InstanceHandle, House.Cancellation)));

        var update = (await server.ExpectAsync("Update"))[0];
        Assert.Equal(House.Url("/actor"), update.Json.Text("actor"));
        await house.SettleAsync();
    }

    [Fact]
    public async Task Nobody_has_a_handle_that_nobody_has() =>
        Assert.False((await house.DoAsync((RotateKeys rotate) => rotate.RotateAsync("nobody", House.Cancellation))).Succeeded);

    [Fact]
    public async Task A_follower_who_announces_a_new_key_stays_let_in_and_is_known_by_it_at_once()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var oldKey = joe.Key;
        joe.Document["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();
        joe.Document["name"] = "Joe, newly keyed";

        await joe.TellAsync(joe.Activity("Update", joe.Document.DeepClone()));
        joe.Key = NewKey;
        using var withNew = await joe.GetAsync($"/posts/{post}");
        joe.Key = oldKey;
        using var withOld = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.OK, withNew.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, withOld.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
        Assert.Equal("Joe, newly keyed", await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == joe.Uri)
            .Select(actor => actor.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_key_under_a_new_name_takes_the_place_of_the_old_one()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var newId = joe.Uri + "#key-2";
        joe.Document["publicKey"] = new JsonObject
        {
            ["id"] = newId,
            ["owner"] = joe.Uri,
            ["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem(),
        };

        await joe.TellAsync(joe.Activity("Update", joe.Document.DeepClone()));
        using var withOld = await joe.GetAsync($"/posts/{post}");
        (joe.Key, joe.KeyId) = (NewKey, newId);
        using var withNew = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, withOld.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withNew.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task Nobody_announces_a_key_for_somebody_else()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var changed = joe.Document.DeepClone();
        changed["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();

        await eve.TellAsync(eve.Activity("Update", changed));

        var stored = await house.ReadAsync(db => db.RemoteKeys.Where(key => key.Uri == joe.KeyId).Select(key => key.Pem).SingleAsync());
        Assert.Equal(joe.Key.ExportSubjectPublicKeyInfoPem(), stored);
    }

    private async Task<int> RotateAsync() =>
        House.Value(await house.DoAsync((RotateKeys rotate) => rotate.RotateAsync("mara", House.Cancellation)));

    private async Task<string> PublicKeyAsync()
    {
        using var client = house.Client();
        client.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using var answer = await client.GetAsync("/users/mara", House.Cancellation);
        return (await answer.JsonAsync()).GetProperty("publicKey").Text("publicKeyPem")!;
    }

    private static bool IsSignedBy(string pem, Arrived arrived)
    {
        var parameters = arrived.Fields["Signature"].Split(',').Select(item => item.Split('=', 2))
            .ToDictionary(item => item[0], item => item[1].Trim('"'));
        var lines = parameters["headers"].Split(' ')
            .Select(field => $"{field}: {(field == "(request-target)" ? $"post {arrived.Target}" : arrived.Fields[field])}");
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        return key.VerifyData(Encoding.UTF8.GetBytes(string.Join('\n', lines)), Convert.FromBase64String(parameters["signature"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private async Task<Neighbour> WelcomedAsync()
    {
        var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Forget();
        return server;
    }
}
