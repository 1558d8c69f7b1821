using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Mara gets new keys, and Joe's server comes to believe them.</summary>
public sealed class NewKeysOfTheHouse(Neighbourhood street) : IClassFixture<Neighbourhood>
{
    [Fact]
    public async Task A_server_that_knows_the_old_key_is_told_with_it_and_believes_the_new_one()
    {
        await street.LetJoeIn();
        var before = await Keys();

        await street.House.RotateKeys("mara");
        var update = await street.Joes.Receives("Update");
        await street.House.Post("With a new pen.");
        var create = await street.Joes.Receives("Create");

        var after = await Keys();
        Assert.NotEqual(before, after);
        Assert.True(update.IsAbout(street.Mara.Id));
        Assert.Equal(after.Rsa, update.About.GetProperty("publicKey").GetProperty("publicKeyPem").GetString());
        Assert.All([update, create], received => Assert.True(received.Verified, received.Reason));
        Assert.All([update, create], received => Assert.True(received.Proved));
        Assert.Single(await street.Joes.Received("Update"));
        Assert.Single(await street.Joes.Received("Create"));
    }

    [Fact]
    public async Task A_server_that_has_forgotten_the_old_key_is_told_with_the_new_one()
    {
        await using var forgetful = await street.OtherServer();
        await forgetful.LetJoeIn();
        await forgetful.Joes.ForgetKeys();
        await forgetful.Joes.DemandSignatures();

        await forgetful.House.RotateKeys("mara");
        await forgetful.House.Post("With a new pen.");
        var create = await forgetful.Joes.Receives("Create", within: TimeSpan.FromMinutes(2));

        Assert.True(create.Verified, create.Reason);
        Assert.False((await forgetful.Joes.Received("Update"))[0].Verified);
        await forgetful.House.HasSentEverything();
    }

    private async Task<(string? Rsa, string? Ed25519)> Keys()
    {
        var actor = JsonElement.Parse((await street.Joes.Fetch(street.Mara.Id)).Body);
        return (actor.GetProperty("publicKey").GetProperty("publicKeyPem")
            .GetString(), actor.GetProperty("assertionMethod")[0].GetProperty("publicKeyMultibase").GetString());
    }
}
