using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PrivateFed.HttpSignatures;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Outbound;

/// <summary>Servers that want another form of signature than most, and the proofs in what is sent.</summary>
[Trait("Database", "none")]
public class KnockingTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status403Forbidden)]
    [InlineData(StatusCodes.Status400BadRequest)]
    public async Task A_server_that_wants_RFC_9421_is_asked_twice_once(int refusal)
    {
        await using var server = await WelcomedAsync();
        server.Receive = (arrived, context) => Neighbour.With(IsRfc9421(arrived) ? StatusCodes.Status202Accepted
            : refusal)(arrived, context);

        await house.PublishAsync("First");
        await server.ExpectAsync("Create", 2);
        await house.SettleAsync();
        await house.PublishAsync("Second");
        await server.ExpectAsync("Create", 3);
        await house.SettleAsync();

        Assert.Equal([false, true, true], server.Received.Select(IsRfc9421));
        Assert.True((await house.HostOfAsync(server)).WantsRfc9421);
        await AssertSignedByMaraAsync(server.Received[^1], server);
    }

    [Fact]
    public async Task A_server_that_changes_its_mind_is_asked_in_the_older_form_again()
    {
        await using var server = await WelcomedAsync();
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.WantsRfc9421, true)));
        server.Receive = (arrived, context) => Neighbour.With(IsRfc9421(arrived) ? 401 : 202)(arrived, context);

        await house.PublishAsync();
        await server.ExpectAsync("Create", 2);
        await house.SettleAsync();

        Assert.Equal([true, false], server.Received.Select(IsRfc9421));
        Assert.False((await house.HostOfAsync(server)).WantsRfc9421);
    }

    [Fact]
    public async Task A_refusal_that_both_forms_meet_teaches_nothing()
    {
        await using var server = await WelcomedAsync();
        server.Receive = Neighbour.With(StatusCodes.Status403Forbidden);

        var post = await house.PublishAsync();
        await server.ExpectAsync("Create", 2);
        await house.SettleAsync();

        Assert.False((await house.HostOfAsync(server)).WantsRfc9421);
        Assert.Equal(1, await house.ReadAsync(db => db.Deliveries.Where(delivery => delivery.Activity.PostId == post
            && delivery.Host.Name == server.Host).Select(delivery => delivery.Attempts).SingleAsync()));
    }

    [Fact]
    public async Task A_busy_server_is_not_asked_twice()
    {
        await using var server = await WelcomedAsync();
        server.Receive = Neighbour.With(StatusCodes.Status503ServiceUnavailable);

        await house.PublishAsync();
        await Eventually.Happens("a failure",
            () => house.ReadAsync(db => db.RemoteHosts.AnyAsync(host => host.Name == server.Host && host.Failures == 1)));

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_server_that_shows_its_people_to_RFC_9421_alone_is_met()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var shown = server.Pages[joe.Path];
        var forms = new List<bool>();
        server.Pages[joe.Path] = context =>
        {
            forms.Add(context.Request.Headers.ContainsKey("Signature-Input"));
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return forms[^1] ? Answer(context) : Task.CompletedTask;
        };

        await joe.TellAsync(joe.Follow());

        Assert.Equal([false, true], forms);

        Task Answer(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return shown(context);
        }
    }

    [Fact]
    public async Task What_is_sent_carries_its_authors_proof_over_the_links_that_this_host_got()
    {
        await using var server = await WelcomedAsync();
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var create = (await server.ExpectAsync("Create"))[0].Json;

        var proof = Assert.Single(IntegrityProof.ReadAll(create, house.Clock.GetUtcNow()));
        Assert.Equal(House.Url("/users/mara#ed25519-key"), proof.VerificationMethod);
        Assert.Contains(create.GetProperty("@context")
            .EnumerateArray(), context => context.ValueKind == System.Text.Json.JsonValueKind.Object
                && context.TryGetProperty("proof", out _));
        Assert.Contains($"{House.Domain}/media/", create.GetRawText(), StringComparison.Ordinal);
        using var client = house.Client();
        client.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using var stub = await client.GetAsync("/users/mara", House.Cancellation);
        var listed = (await stub.JsonAsync()).GetProperty("assertionMethod")[0];
        Assert.Equal(proof.VerificationMethod, listed.Text("id"));
        Assert.True(VerificationKey.TryFromMultibase(listed.Text("publicKeyMultibase")!, out var key, out _));
        Assert.True(proof.IsMadeBy(key));
    }

    private static bool IsRfc9421(Arrived arrived) => arrived.Fields.ContainsKey("Signature-Input");

    /// <summary>With nothing but RSA, as another server does.</summary>
    private async Task AssertSignedByMaraAsync(Arrived arrived, Neighbour server)
    {
        var input = arrived.Fields["Signature-Input"]["sig1=".Length..];
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(arrived.Body))}:";
        Assert.Equal(digest, arrived.Fields["Content-Digest"]);
        var text = $"\"@method\": POST\n\"@target-uri\": {server.Url(arrived.Target)}\n\"content-digest\": {digest}"
            + $"\n\"collection-synchronization\": {arrived.Fields["Collection-Synchronization"]}\n\"@signature-params\": {input}";
        using var key = RSA.Create();
        key.ImportFromPem(await house.ReadAsync(db => db.Actors.Where(actor => actor.Handle == "mara").Select(actor => actor.RsaPublicKey)
            .SingleAsync()));
        var value = Convert.FromBase64String(arrived.Fields["Signature"]["sig1=".Length..].Trim(':'));
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(text), value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Contains($"keyid=\"{House.Url("/users/mara#main-key")}\"", input, StringComparison.Ordinal);
    }

    private async Task<Neighbour> WelcomedAsync()
    {
        var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Forget();
        return server;
    }
}
