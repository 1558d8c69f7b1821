using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Jobs;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Federation.Deliveries;

/// <summary>
/// A server that does not answer, for a minute, for days, for ever: nobody else waits for it, and what it is owed waits for it.
/// </summary>
[Trait("Database", "none")]
public class DeadHostTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_server_that_was_away_for_nine_days_gets_what_it_missed_in_order()
    {
        await using var server = await WelcomedAsync();
        server.Sleep();
        var began = house.Clock.GetUtcNow();
        await house.PublishAsync("Monday");
        await server.ExpectAsync("Create");
        await FailForAsync(server, TimeSpan.FromDays(7));
        await house.PublishAsync("The Monday after");
        await FailForAsync(server, TimeSpan.FromDays(9));
        var away = await house.HostOfAsync(server);
        Assert.InRange(away.RetryAt!.Value - house.Clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.InRange(away.FailingSince!.Value - began, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        server.Awake();
        server.Forget();

        house.Clock.Advance(TimeSpan.FromDays(1));

        var missed = await server.ExpectAsync("Create", 2);
        Assert.Equal(["Monday", "The Monday after"], missed.Select(Words));
        await house.SettleAsync();
        Assert.Null((await house.HostOfAsync(server)).FailingSince);
    }

    [Fact]
    public async Task After_thirty_days_what_waits_is_given_up_and_not_before()
    {
        await using var server = await WelcomedAsync();
        server.Sleep();
        var first = await house.PublishAsync("To nobody");
        await server.ExpectAsync("Create");
        await FailForAsync(server, TimeSpan.FromDays(20));
        var second = await house.PublishAsync("To nobody either");
        await FailForAsync(server, TimeSpan.FromDays(29));
        Assert.Equal(2, await house.ReadAsync(db => DeliverActivities.Pending(db)
            .CountAsync(delivery => delivery.Host.Name == server.Host)));

        await FailForAsync(server, Backoff.GiveUpAfter);

        Assert.NotNull((await DeliveryAsync(first, server)).GivenUpAt);
        Assert.True((await DeliveryAsync(second, server)).WasNeverSent);
        await SeenByTheOwnerAsync(server);

        // It has been tried today already: what is new waits for tomorrow, and then has its one chance.
        server.Awake();
        server.Forget();
        await house.PublishAsync("Is anybody there?");
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("Is anybody there?", Words((await server.ExpectAsync("Create"))[0]));
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_never_answers_is_tried_again_later()
    {
        await using var server = await WelcomedAsync();
        server.Receive = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await house.PublishAsync();

        await Task.Delay(TimeSpan.FromSeconds(20), House.Cancellation);
        Assert.Equal(0, (await house.HostOfAsync(server)).Failures);
        await Eventually.Happens("the end of the request", async () => (await house.HostOfAsync(server)).Failures == 1);
        Assert.Contains("30 seconds", (await house.HostOfAsync(server)).LastError, StringComparison.Ordinal);
        server.Awake();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.ExpectAsync("Create");
    }

    [Fact]
    public async Task A_wait_that_is_given_as_a_date_is_kept()
    {
        await using var server = await WelcomedAsync();
        var until = house.Clock.GetUtcNow().AddMinutes(45);
        server.Receive = (arrived, context) =>
        {
            context.Response.Headers.RetryAfter = Letter.HttpDate(until);
            return Neighbour.With(StatusCodes.Status503ServiceUnavailable)(arrived, context);
        };

        await house.PublishAsync();
        await Eventually.Happens("the wait", async () => (await house.HostOfAsync(server)).RetryAt is not null);

        Assert.InRange((await house.HostOfAsync(server)).RetryAt!.Value - until, TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_and_a_server_without_a_certificate_are_said_in_plain_words()
    {
        await using var nameless = await WelcomedAsync();
        await using var insecure = await WelcomedAsync();
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var talking = AnswerInPlainAsync(plain);
        await MoveInboxAsync(nameless, "https://nowhere.invalid/inbox");
        await MoveInboxAsync(insecure, $"https://localhost:{((IPEndPoint)plain.LocalEndpoint).Port}/inbox");

        await house.PublishAsync();

        Assert.Equal("Its name leads nowhere at the moment.", await ErrorAsync(nameless));
        Assert.Equal("No secure connection could be made: its certificate is not valid, or it has none.", await ErrorAsync(insecure));
        plain.Stop();
        await talking;
    }

    [Fact]
    public async Task What_a_server_does_not_believe_for_days_is_given_up_and_the_next_has_its_turn()
    {
        await using var server = await WelcomedAsync();
        server.Receive = (arrived, context) => Neighbour.With(Words(arrived) == "Unbelievable" ? 401 : 202)(arrived, context);
        var first = await house.PublishAsync("Unbelievable");
        await server.ExpectAsync("Create");
        await house.PublishAsync("Believable");

        for (var refused = 1; refused < Backoff.MaxRefusals; refused++)
        {
            Assert.Null((await DeliveryAsync(first, server)).GivenUpAt);
            await TryNextAsync(server);
        }

        Assert.NotNull((await DeliveryAsync(first, server)).GivenUpAt);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await Eventually.Happens("the next post", () => Task.FromResult(server.Received.Any(arrived => Words(arrived) == "Believable")));
    }

    private async Task SeenByTheOwnerAsync(Neighbour server)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = await mara.ReadAsync("/family/on-its-way");
        Assert.Contains(server.Host, page, StringComparison.Ordinal);
        Assert.Contains("2 deliveries for joe from next door failed for good", page, StringComparison.Ordinal);
        Assert.Contains("If that server is gone for good, you can remove", page, StringComparison.Ordinal);
    }

    private static string? Words(Arrived arrived) => arrived.Json.GetProperty("object").GetProperty("source").Text("content");

    /// <summary>Lets each next try fail until the server has failed for so long.</summary>
    private async Task FailForAsync(Neighbour server, TimeSpan time)
    {
        await Eventually.Happens("a first failure", async () => (await house.HostOfAsync(server)).FailingSince is not null);
        while ((await house.HostOfAsync(server)) is var host && house.Clock.GetUtcNow() - host.FailingSince < time)
        {
            await TryNextAsync(server);
        }
    }

    private async Task TryNextAsync(Neighbour server)
    {
        RemoteHost host = null!;
        await Eventually.Happens("a time for the next try", async () => (host = await house.HostOfAsync(server)).RetryAt is not null);
        house.Clock.Advance(host.RetryAt!.Value - house.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        house.Part<SweepSignal>().Set();
        await Eventually.Happens("another failure", async () => (await house.HostOfAsync(server)).Failures > host.Failures);
    }

    private async Task<string> ErrorAsync(Neighbour server) =>
        await Eventually.Get("a failure", async () => (await house.HostOfAsync(server)).LastError);

    private Task<int> MoveInboxAsync(Neighbour server, string inbox) => house.ReadAsync(db =>
        db.RemoteActors.Where(actor => actor.Host.Name == server.Host)
            .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.SharedInbox, inbox)));

    private static async Task AnswerInPlainAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(House.Cancellation);
                await connection.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), House.Cancellation);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private async Task<Neighbour> WelcomedAsync()
    {
        var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Forget();
        return server;
    }

    private Task<Delivery> DeliveryAsync(Guid post, Neighbour server) =>
        house.ReadAsync(db => db.Deliveries.AsNoTracking()
            .SingleAsync(delivery => delivery.Activity.PostId == post && delivery.Host.Name == server.Host));
}
