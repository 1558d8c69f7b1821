using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>Posts from before somebody was let in: sent only when the owner says so, slowly, to that person alone.</summary>
public class HistoryTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Nothing_older_is_sent_unless_the_owner_says_so()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.PublishAsync();
        await joe.TellAsync(joe.Follow());

        await AnswerAsync(joe, older: null);
        await house.SettleAsync();

        Assert.Equal(["Accept", "Update"], server.Received.Select(arrived => arrived.Type));
        Assert.Equal(0, await LeftAsync(joe));
    }

    [Fact]
    public async Task The_last_ten_go_to_the_persons_own_inbox_oldest_first_with_their_own_dates()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var photo = await house.UploadAsync();
        var posts = new List<Guid>();
        for (var number = 0; number < 12; number++)
        {
            posts.Add(await house.PublishAsync($"Number {number}", photos: number == 11 ? [photo] : []));
            house.Clock.Advance(TimeSpan.FromHours(1));
        }
        await joe.TellAsync(joe.Follow());

        await AnswerAsync(joe, "LastTen");
        Assert.Equal(["Accept", "Update", "Create"], (await ReceivedAsync(server, 1)).Select(arrived => arrived.Type));
        var creates = (await ReceivedAsync(server, 10)).Where(arrived => arrived.Type == "Create").ToList();

        Assert.Equal(posts.Skip(2)
            .Select(id => House.Url($"/posts/{id}")), creates.Select(create => create.Json.GetProperty("object").Text("id")));
        Assert.All(creates, create => Assert.Equal("/users/joe/inbox", create.Target));
        var published = await house.ReadAsync(db => db.Posts.Where(post => posts.Contains(post.Id)).OrderBy(post => post.PublishedAt)
            .Select(post => post.PublishedAt).ToListAsync());
        Assert.Equal(published.Skip(2).Select(at => $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            creates.Select(create => create.Json.GetProperty("object").Text("published")));
        using var link = await server.Client.GetAsync(new Uri(creates[9].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, link.StatusCode);

        await PassAsync();
        await Eventually.Happens("the end",
            async () => await house.ReadAsync(db => db.Histories.CountAsync(history => history.Follow.RemoteActor.Uri == joe.Uri)) == 0);
        Assert.Equal(10, server.Received.Count(arrived => arrived.Type == "Create"));
    }

    [Fact]
    public async Task New_posts_pass_older_ones_and_only_one_of_those_is_owed_at_a_time()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.PublishAsync("Old");
        await house.PublishAsync("Not so old");
        await house.WelcomeAsync(joe);
        await BeginAsync(joe, OlderPosts.LastTen);
        await ReceivedAsync(server, 1);
        await house.SettleAsync();
        Assert.Single(server.Received, arrived => arrived.Type == "Create");

        var today = House.Url($"/posts/{await house.PublishAsync("Today")}");

        Assert.Equal(today, (await server.ExpectAsync("Create", 2))[1].Json.GetProperty("object").Text("id"));
    }

    [Fact]
    public async Task Only_what_they_may_see_is_sent()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var circle = await house.CircleAsync();
        var post = await house.PublishAsync("For the circle", circleIds: [circle]);
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);

        var (joes, anns) = (await BeginAsync(joe, OlderPosts.All), await BeginAsync(ann, OlderPosts.All));
        Assert.Equal(joes - 1, anns);
        await ReceivedAsync(server, joes + anns, each: 2);

        var creates = server.Received.Where(arrived => arrived.Type == "Create"
            && arrived.Json.GetProperty("object").Text("id") == House.Url($"/posts/{post}"));
        Assert.Equal([joe.Uri], Assert.Single(creates).Json.Texts("to"));
    }

    [Fact]
    public async Task It_ends_with_the_follow_and_does_not_go_on_when_somebody_is_let_in_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.PublishAsync("One");
        await house.PublishAsync("Two");
        await house.WelcomeAsync(joe);
        await BeginAsync(joe, OlderPosts.LastTen);
        await ReceivedAsync(server, 1);

        await house.RemoveAsync(joe);
        await server.ExpectAsync("Reject");
        await house.WelcomeAsync(joe);
        await PassAsync();
        await house.SettleAsync();

        Assert.Single(server.Received, arrived => arrived.Type == "Create");
        Assert.Equal(0, await LeftAsync(joe));
    }

    [Fact]
    public async Task Who_stops_following_one_of_two_authors_gets_no_more_of_that_ones()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.PublishAsync("Tom's first", by: house.Tom);
        await house.PublishAsync("Tom's second", by: house.Tom);
        await house.WelcomeAsync(joe);
        await joe.TellAsync(joe.Follow("tom"), "/users/tom/inbox");
        await BeginAsync(joe, OlderPosts.LastTen);
        await Eventually.Happens("Tom's first", () => Task.FromResult(Toms() == 1));

        await joe.TellAsync(joe.Activity("Undo", joe.Follow("tom")), "/users/tom/inbox");
        await PassAsync();

        await Eventually.Happens("the end",
            async () => await house.ReadAsync(db => db.Histories.CountAsync(history => history.Follow.Actor.Handle == "tom")) == 0);
        await house.SettleAsync();
        Assert.Equal(1, Toms());

        int Toms() => server.Received.Count(arrived => arrived.Type == "Create" && arrived.Json.Text("actor") == House.Url("/users/tom"));
    }

    [Fact]
    public async Task While_a_server_sleeps_nothing_piles_up_and_it_goes_on_when_it_is_awake()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var first = await house.PublishAsync("One");
        await house.PublishAsync("Two");
        await house.PublishAsync("Three");
        await house.WelcomeAsync(joe);
        server.Sleep();
        await BeginAsync(joe, OlderPosts.LastTen);
        await server.ExpectAsync("Create");
        await Eventually.Happens("a failing server", async () => (await house.HostOfAsync(server)).FailingSince is not null);

        for (var pause = 0; pause < 3; pause++)
        {
            await PassAsync();
            await Task.Delay(1200, House.Cancellation);
        }
        Assert.Equal(1, await house.ReadAsync(db => DeliverActivities.Pending(db)
            .CountAsync(delivery => delivery.Host.Name == server.Host)));

        server.Awake();
        server.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));
        var creates = (await ReceivedAsync(server, 2)).Where(arrived => arrived.Type == "Create").ToList();
        Assert.NotEqual(creates[0].Json.Text("id"), creates[1].Json.Text("id"));
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_and_leaves_out_what_was_deleted_meanwhile()
    {
        await using var alone = await House.OpenAsync();
        await using var server = await Neighbour.OpenAsync(alone);
        var joe = server.Person("joe");
        var (one, two, three) = (await alone.PublishAsync("One"), await alone.PublishAsync("Two"), await alone.PublishAsync("Three"));
        await alone.WelcomeAsync(joe);
        var id = await alone.IdOfAsync(joe);
        Assert.Equal(3,
            House.Value(await alone.DoAsync((BeginHistory begin) => begin.BeginForFollowerAsync(id, OlderPosts.All, House.Cancellation))));
        await server.ExpectAsync("Create");
        await alone.SettleAsync();

        House.Value(
            await alone.DoAsync((DeletePost delete) => delete.DeleteAsync(alone.Mara.Id, alone.Mara.Role, two, House.Cancellation)));
        await alone.RestartAsync();
        alone.Clock.Advance(History.Pause);

        var creates = await server.ExpectAsync("Create", 2);
        Assert.Equal([House.Url($"/posts/{one}"), House.Url($"/posts/{three}")], creates.Select(create => create.Json.GetProperty("object")
            .Text("id")));
    }

    [Fact]
    public async Task The_owner_begins_and_stops_it_on_the_followers_page()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.PublishAsync("One");
        await house.PublishAsync("Two");
        await house.WelcomeAsync(joe);
        var page = $"/family/followers/{await house.IdOfAsync(joe)}";
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("at the top of joe", await mara.ReadAsync(page), StringComparison.Ordinal);

        using (await mara.SubmitAsync(page, $"{page}?handler=Older", ("older", "LastTen")))
        {
        }
        await server.ExpectAsync("Create");
        Assert.Contains("still on their way to joe", await mara.ReadAsync(page), StringComparison.Ordinal);

        using (await mara.SubmitAsync(page, $"{page}?handler=Older", ("older", "None")))
        {
        }
        await PassAsync();
        await house.SettleAsync();
        Assert.Single(server.Received, arrived => arrived.Type == "Create");
        Assert.Equal(0, await LeftAsync(joe));
    }

    /// <summary>Mara answers on the page.</summary>
    private async Task AnswerAsync(RemotePerson person, string? older)
    {
        var page = $"/family/requests/{await house.IdOfAsync(person)}";
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var answer = await mara.SubmitAsync(page, page, [("answer", "yes"), .. older is null ? Array.Empty<(string, string)>()
            : [("Older", older)]]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<int> BeginAsync(RemotePerson person, OlderPosts wanted)
    {
        var id = await house.IdOfAsync(person);
        return House.Value(await house.DoAsync((BeginHistory begin) => begin.BeginForFollowerAsync(id, wanted, House.Cancellation)));
    }

    private async Task<int> LeftAsync(RemotePerson person)
    {
        var id = await house.IdOfAsync(person);
        return await house.ReadAsync(db => HistoryQueries.CountPostsLeftAsync(db, id, House.Cancellation));
    }

    /// <summary>The pause between two older posts is over.</summary>
    private Task PassAsync()
    {
        house.Clock.Advance(History.Pause);
        house.Part<PrivateFed.Jobs.SweepSignal>().Set();
        return Task.CompletedTask;
    }

    /// <summary>Waits for so many posts, <paramref name="each"/> in every pause.</summary>
    private async Task<IReadOnlyList<Arrived>> ReceivedAsync(Neighbour server, int count, int each = 1)
    {
        for (var expected = Math.Min(each, count); ; expected = Math.Min(expected + each, count))
        {
            await server.ExpectAsync("Create", expected);
            if (expected == count)
            {
                return server.Received;
            }
            await PassAsync();
        }
    }
}
