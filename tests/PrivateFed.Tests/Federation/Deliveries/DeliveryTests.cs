using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Follows;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Deliveries;

/// <summary>What was published reaches every follower's server that comes back in time, in order.</summary>
public class DeliveryTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_server_that_fails_twice_gets_the_post_at_the_third_try()
    {
        await using var server = await WelcomedAsync();
        var tries = 0;
        server.Receive = (arrived, context) => Neighbour.With(++tries <= 2 ? 500 : 202)(arrived, context);

        var post = await house.PublishAsync();

        for (var failed = 1; failed <= 2; failed++)
        {
            await Eventually.Happens($"failure {failed}",
                () => house.ReadAsync(db => db.RemoteHosts.AnyAsync(host => host.Name == server.Host && host.Failures == failed)));
            house.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        await server.ExpectAsync("Create", 3);
        await house.SettleAsync();
        var delivery = await DeliveryAsync(post, server);
        Assert.NotNull(delivery.DeliveredAt);
        Assert.Equal(3, delivery.Attempts);
        var host = await house.HostOfAsync(server);
        Assert.Equal((0, null, null), (host.Failures, host.RetryAt, host.FailingSince));
        Assert.Single(server.Received.Where(IsCreate).Select(arrived => arrived.Json.Text("id")).Distinct());
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_is_kept()
    {
        await using var busy = await WelcomedAsync();
        await using var awake = await WelcomedAsync();
        busy.Receive = (arrived, context) =>
        {
            context.Response.Headers.RetryAfter = "600";
            return Neighbour.With(StatusCodes.Status429TooManyRequests)(arrived, context);
        };
        var asked = house.Clock.GetUtcNow();
        await house.PublishAsync();
        await busy.ExpectAsync("Create");
        await Eventually.Happens("the wait",
            () => house.ReadAsync(db => db.RemoteHosts.AnyAsync(host => host.Name == busy.Host && host.RetryAt != null)));
        Assert.InRange((await house.HostOfAsync(busy)).RetryAt!.Value - asked, TimeSpan.FromSeconds(599), TimeSpan.FromSeconds(640));
        busy.Awake();

        house.Clock.Advance(TimeSpan.FromMinutes(8));
        await house.PublishAsync();
        await awake.ExpectAsync("Create", 2);
        Assert.Single(busy.Received, IsCreate);

        house.Clock.Advance(TimeSpan.FromMinutes(3));
        await busy.ExpectAsync("Create", 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_inbox_that_is_gone_ends_the_follow_of_an_actor_that_is_gone(bool shared)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = shared ? server.Person("joe") : server.Person("joe").WithoutSharedInbox();
        await house.WelcomeAsync(joe);
        server.Receive = Neighbour.With(StatusCodes.Status410Gone);
        server.Pages[joe.Path] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        };

        await house.PublishAsync();

        await Eventually.Happens("the end of the follow", async () => await house.StateAsync(joe) == FollowState.Ended);
    }

    [Fact]
    public async Task An_inbox_that_is_gone_ends_nothing_while_its_actor_is_there()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe").WithoutSharedInbox();
        await house.WelcomeAsync(joe);
        server.Receive = Neighbour.With(StatusCodes.Status404NotFound);
        var asked = server.Asked.Count;

        await house.PublishAsync();

        await Eventually.Happens("a look at the actor", () => Task.FromResult(server.Asked.Count > asked));
        await house.SettleAsync();
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task What_a_server_missed_comes_in_the_order_in_which_it_happened()
    {
        await using var server = await WelcomedAsync();
        server.Sleep();
        var first = await house.PublishAsync("First");
        await server.ExpectAsync("Create");
        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, first, new EditedPost("First, corrected", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));
        await house.PublishAsync("Second");
        await house.PublishAsync("Third");
        server.Awake();
        server.Forget();

        house.Clock.Advance(TimeSpan.FromHours(1));

        await server.ExpectAsync("Create", 3);
        Assert.Equal(
            ["Create First", "Update First, corrected", "Create Second", "Create Third"],
            server.Received.Select(
                arrived => $"{arrived.Type} {arrived.Json.GetProperty("object").GetProperty("source").Text("content")}"));
    }

    [Fact]
    public async Task One_server_that_sleeps_holds_up_no_other()
    {
        await using var asleep = await WelcomedAsync();
        await using var awake = await WelcomedAsync();
        asleep.Receive = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await house.PublishAsync();

        await awake.ExpectAsync("Create");
        asleep.Awake();
    }

    [Fact]
    public async Task What_a_dead_job_had_taken_is_found_again()
    {
        await using var server = await WelcomedAsync();
        await using var other = await WelcomedAsync();
        var until = house.Clock.GetUtcNow() + DeliverActivities.LeaseTime;
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host).ExecuteUpdateAsync(set => set
            .SetProperty(host => host.LeasedBy, Guid.NewGuid()).SetProperty(host => host.LeasedUntil, until)));
        await house.PublishAsync();
        await other.ExpectAsync("Create");
        Assert.DoesNotContain(server.Received, IsCreate);

        house.Clock.Advance(DeliverActivities.LeaseTime + TimeSpan.FromSeconds(1));

        await server.ExpectAsync("Create");
    }

    [Fact]
    public async Task A_post_and_what_it_owes_are_written_together()
    {
        await using var server = await WelcomedAsync();
        var saves = new List<string[]>();
        await house.ReadAsync(async db =>
        {
            db.SavingChanges += (_, _) => saves.Add([.. db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added)
                .Select(entry => entry.Metadata.ClrType.Name).Distinct().Order(StringComparer.Ordinal)]);
            var publish = new PublishPost(db, house.Part<PrivateFed.Houses.CurrentHouse>(), house.Clock,
                house.Part<PrivateFed.Jobs.SweepSignal>());
            return House.Value(await publish.PublishAsync(house.Mara.Id, new NewPost("Together", [], []), House.Cancellation));
        });

        Assert.Equal(["Activity", "Delivery", "News", "Post"], Assert.Single(saves));
    }

    [Fact]
    public async Task What_is_owed_outlives_the_server()
    {
        await using var alone = await House.OpenAsync();
        await using var server = await Neighbour.OpenAsync(alone);
        var joe = server.Person("joe");
        await alone.WelcomeAsync(joe);
        server.Sleep();
        var post = await alone.PublishAsync();
        await server.ExpectAsync("Create");

        await alone.RestartAsync();
        server.Awake();
        server.Forget();
        alone.Clock.Advance(TimeSpan.FromHours(1));

        var create = (await server.ExpectAsync("Create"))[0];
        Assert.Equal(House.Url($"/posts/{post}"), create.Json.GetProperty("object").Text("id"));
        await create.AssertSignedByAsync(alone, "mara", server.Host);
        using var answer = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void A_host_is_tried_about_twenty_times_in_ten_days_and_then_once_a_day()
    {
        var (tries, time) = (0, TimeSpan.Zero);
        while (time < TimeSpan.FromDays(10))
        {
            time += Backoff.After(++tries, time);
        }

        Assert.InRange(tries, 17, 24);
        Assert.Equal(TimeSpan.FromDays(1), Backoff.After(40, TimeSpan.FromDays(12)));
        Assert.InRange(Backoff.After(1, TimeSpan.Zero), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
    }

    private static bool IsCreate(Arrived arrived) => arrived.Type == "Create";

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
