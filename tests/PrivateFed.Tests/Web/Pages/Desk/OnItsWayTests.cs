using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Jobs;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Web.Pages.Desk;

/// <summary>What the owner reads of what is on its way to other servers, and what they can do about it.</summary>
public class OnItsWayTests(House house) : IClassFixture<House>
{
    private const string Page = "/family/on-its-way";

    [Fact]
    public async Task What_waits_for_a_server_is_said_in_plain_words_and_tried_when_the_owner_says_so()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("Everything has reached", await mara.ReadAsync(Page), StringComparison.Ordinal);
        server.Sleep();
        for (var post = 1; post <= 3; post++)
        {
            await house.PublishAsync($"Post {post}");
        }
        await server.ExpectAsync("Create");
        await Eventually.Happens("a failure", async () => (await house.HostOfAsync(server)).RetryAt is not null);
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host).ExecuteUpdateAsync(set => set
            .SetProperty(host => host.FailingSince, house.Clock.GetUtcNow().AddDays(-2))
            .SetProperty(host => host.RetryAt, house.Clock.GetUtcNow().AddHours(16))));

        var page = await mara.ReadAsync(Page);
        Assert.Contains("Nothing has got through since", page, StringComparison.Ordinal);
        Assert.Contains("The server answered 502.", page, StringComparison.Ordinal);
        Assert.Contains("3 posts are waiting to go to ann from next door and joe from next door.", page, StringComparison.Ordinal);
        Assert.Contains("The next try is", page, StringComparison.Ordinal);
        Assert.Contains($"been reaching <b class=\"address\">{server.Host}</b> since", await mara.ReadAsync("/family"),
            StringComparison.Ordinal);

        server.Awake();
        server.Forget();
        using var answer = await mara.SubmitAsync(Page, $"{Page}?handler=TryNow", ("id", $"{(await house.HostOfAsync(server)).Id}"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await server.ExpectAsync("Create", 3);
        await house.SettleAsync();
        Assert.Contains("Everything has reached", await mara.ReadAsync(Page), StringComparison.Ordinal);
        Assert.DoesNotContain("been reaching", await mara.ReadAsync("/family"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_refuses_for_good_is_said_with_its_reason()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Receive = Neighbour.With(StatusCodes.Status422UnprocessableEntity);
        await house.PublishAsync();
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);

        var page = await mara.ReadAsync(Page);

        Assert.Contains("1 delivery for joe from next door failed for good today.", page, StringComparison.Ordinal);
        Assert.Contains("Their software can't read what was sent.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("The server answered 422.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_fails_every_time_is_set_aside_for_the_owner_and_holds_up_nobody()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        using var mara = await house.BrowserOfAsync(house.Mara);
        var id = await UnreadableAsync(joe);
        for (var failures = 1; failures < 5; failures++)
        {
            await FailedAsync(id, failures);
            house.Clock.Advance(TimeSpan.FromHours(1));
        }
        await Eventually.Happens("to be set aside", async () => (await ReceivedAsync(id)).SetAsideAt is not null);
        var post = await house.PublishAsync();
        await joe.TellAsync(joe.Reply(post));
        Assert.Single(await house.CommentsAsync(post));
        Assert.Contains("be understood", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        Assert.Contains("“Create” from <b>joe from next door</b>", WebUtility.HtmlDecode(await mara.ReadAsync(Page)),
            StringComparison.Ordinal);

        using var again = await mara.SubmitAsync(Page, $"{Page}?handler=TryAgain", ("id", $"{id}"));
        await FailedAsync(id, 1);
        await house.ReadAsync(db => db.ReceivedActivities.Where(received => received.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(received => received.SetAsideAt, house.Clock.GetUtcNow())));
        using var forgotten = await mara.SubmitAsync(Page, $"{Page}?handler=Forget", ("id", $"{id}"));

        Assert.DoesNotContain("“Create” from", WebUtility.HtmlDecode(await mara.ReadAsync(Page)), StringComparison.Ordinal);
        Assert.NotNull((await ReceivedAsync(id)).HandledAt);
    }

    [Fact]
    public async Task What_was_meant_for_somebody_who_was_removed_since_is_listed_no_more()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var (joesId, annsId) = (await house.WelcomeAsync(joe), await house.WelcomeAsync(ann));
        server.Receive = Neighbour.With(StatusCodes.Status422UnprocessableEntity);
        await house.PublishAsync();
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("failed for good", await mara.ReadAsync(Page), StringComparison.Ordinal);
        server.Awake();

        (await mara.SubmitAsync($"/family/followers/{annsId}", $"/family/followers/{annsId}")).Dispose();
        (await mara.SubmitAsync($"/family/followers/{joesId}", $"/family/followers/{joesId}")).Dispose();
        await house.SettleAsync();

        Assert.DoesNotContain(server.Host, await mara.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_who_was_removed_a_last_message_waits_and_of_who_never_followed_an_answer()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await eve.TellAsync(eve.Follow());
        var evesPage = $"/family/requests/{await house.IdOfAsync(eve)}";
        using var mara = await house.BrowserOfAsync(house.Mara);
        server.Sleep();

        (await mara.SubmitAsync(evesPage, evesPage, ("answer", "no"))).Dispose();
        var afterNo = await mara.ReadAsync(Page);
        server.Awake();
        var joesId = await house.WelcomeAsync(joe);
        await house.SettleAsync();
        server.Sleep();
        (await mara.SubmitAsync($"/family/followers/{joesId}", $"/family/followers/{joesId}")).Dispose();
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host).ExecuteUpdateAsync(set => set
            .SetProperty(host => host.FailingSince, house.Clock.GetUtcNow().AddDays(-2))));

        Assert.Contains("The answer to somebody there who asked to follow is still waiting.", afterNo, StringComparison.Ordinal);
        Assert.DoesNotContain("A last message", afterNo, StringComparison.Ordinal);
        Assert.Contains("A last message to people who followed from there is still waiting.", await mara.ReadAsync(Page),
            StringComparison.Ordinal);
        Assert.DoesNotContain("been reaching", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        server.Awake();
    }

    [Fact]
    public async Task The_forms_of_the_page_are_for_the_owner_only()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var until = house.Clock.GetUtcNow().AddHours(5);
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.RetryAt, until)));
        using var tom = await house.BrowserOfAsync(house.Tom);

        using var answer = await tom.SubmitAsync("/me", $"{Page}?handler=TryNow", ("id", $"{(await house.HostOfAsync(server)).Id}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotNull((await house.HostOfAsync(server)).RetryAt);
    }

    /// <summary>Stands for whatever a later version of some server may send that ours stumbles over.</summary>
    private async Task<long> UnreadableAsync(RemotePerson joe)
    {
        var actorId = await house.IdOfAsync(joe);
        var received = new ReceivedActivity
        {
            Fingerprint = Guid.NewGuid().ToString("N"),
            RemoteActorId = actorId,
            Type = "Create",
            Document = "not what it was",
            ReceivedAt = house.Clock.GetUtcNow(),
        };
        await house.ReadAsync(db =>
        {
            db.Add(received);
            return db.SaveChangesAsync(House.Cancellation);
        });
        house.Part<SweepSignal>().Set();
        return received.Id;
    }

    private Task FailedAsync(long id, int times) =>
        Eventually.Happens($"failure {times}", async () => await ReceivedAsync(id) is { Interruptions: 0 } row && row.Attempts == times);

    private Task<ReceivedActivity> ReceivedAsync(long id) =>
        house.ReadAsync(db => db.ReceivedActivities.AsNoTracking().SingleAsync(received => received.Id == id));
}
