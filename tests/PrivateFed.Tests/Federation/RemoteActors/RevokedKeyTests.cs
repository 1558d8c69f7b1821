using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>A key that its actor lists no longer is not believed any more, whoever kept it in memory.</summary>
public class RevokedKeyTests(House house) : IClassFixture<House>
{
    private static readonly RSA NewKey = Keys.New;

    [Fact]
    public async Task B14_A_request_between_an_Update_and_its_commit_does_not_bring_the_old_key_back()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        // A key that is named by its id is fetched while the Update is handled: there the test can step in.
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Pages["/keys/3"] = async context =>
        {
            asked.TrySetResult();
            await goOn.Task;
            await Neighbour.WriteAsync(context, KeyOf(joe, server.Url("/keys/3"), Keys.Of("ann")));
        };
        joe.Document["publicKey"] = new JsonArray(KeyOf(joe, $"{joe.Uri}#second-key", NewKey), server.Url("/keys/3"));
        using var told = await joe.SendAsync(joe.Letter(joe.Activity("Update", joe.Document.DeepClone())));
        await asked.Task;

        HttpStatusCode between = default;
        await house.ReadAsync(async db =>
        {
            // What the Update changes is held, so that it is worked out and cannot be written.
            await using var held = await db.Database.BeginTransactionAsync();
            await db.RemoteKeys.Where(key => key.Uri == joe.KeyId)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.FetchedAt, key => key.FetchedAt));
            goOn.SetResult();
            await Task.Delay(1_000);
            using var answer = await joe.GetAsync($"/posts/{post}");
            between = answer.StatusCode;
            await held.RollbackAsync();
            return 0;
        });
        await Eventually.Happens("the new keys",
            () => house.ReadAsync(db => db.RemoteKeys.AnyAsync(key => key.Uri == $"{joe.Uri}#second-key")));
        await house.SettleAsync();
        using var after = await joe.GetAsync($"/posts/{post}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (between, after.StatusCode));
    }

    [Fact]
    public async Task B14_Where_another_process_learnt_that_a_key_has_ended_it_is_believed_for_five_minutes_at_the_most()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        using (var before = await joe.GetAsync($"/posts/{post}"))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }
        joe.Document["publicKey"] = KeyOf(joe, $"{joe.Uri}#second-key", NewKey);
        await house.ReadAsync(db => db.RemoteKeys.Where(key => key.Uri == joe.KeyId).ExecuteDeleteAsync());

        house.Clock.Advance(TimeSpan.FromMinutes(5));
        using var after = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    private static JsonObject KeyOf(RemotePerson person, string id, RSA key) => new()
    {
        ["@context"] = "https://w3id.org/security/v1",
        ["id"] = id,
        ["owner"] = person.Uri,
        ["publicKeyPem"] = key.ExportSubjectPublicKeyInfoPem(),
    };
}
