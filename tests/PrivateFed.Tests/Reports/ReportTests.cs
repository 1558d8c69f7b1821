using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Reports;

/// <summary>What other servers complain of is for the owner alone, and tells its sender nothing.</summary>
public class ReportTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_complaint_from_the_server_of_a_follower_is_shown_to_the_owner_once()
    {
        // Its own, since "nothing waits" is said of the whole house.
        await using var quiet = await House.OpenAsync();
        await using var server = await Neighbour.OpenAsync(quiet);
        await quiet.WelcomeAsync(server.Person("joe"));
        var post = await quiet.PublishAsync("Too many cakes");
        var flag = Flag(server.Instance, "<script>alert(1)</script> & rude!", House.Url("/users/mara"), House.Url($"/posts/{post}"));
        await server.Instance.TellAsync(flag, "/inbox");
        await server.Instance.TellAsync(flag.DeepClone(), "/inbox");
        using var mara = await quiet.BrowserOfAsync(quiet.Mara);

        Assert.Contains("1 complaint from another server", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        var page = await mara.ReadAsync("/family/on-its-way");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; rude!", page, StringComparison.Ordinal);
        Assert.Contains($"Somebody from <b class=\"address\">{server.Host}</b>", page, StringComparison.Ordinal);
        Assert.Contains("Mara Lindgren", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}\"", page, StringComparison.Ordinal);

        var id = await quiet.ReadAsync(db => db.Reports.Where(report => report.RemoteActor.Host.Name == server.Host)
            .Select(report => report.Id).SingleAsync());
        using var seen = await mara.SubmitAsync("/family/on-its-way", "/family/on-its-way?handler=Seen", ("id", $"{id}"));
        Assert.Equal(HttpStatusCode.Redirect, seen.StatusCode);
        Assert.DoesNotContain("complaint from another server", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        Assert.Contains("You saw it today", await mara.ReadAsync("/family/on-its-way"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_from_a_server_that_has_no_follower_here_leaves_no_trace()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");
        await eve.TellAsync(eve.Follow());
        var post = await house.PublishAsync();

        await eve.TellAsync(Flag(eve, "She did not let me in", House.Url("/users/mara"), House.Url($"/posts/{post}")));

        Assert.Equal(0, await CountAsync(server));
    }

    [Fact]
    public async Task A_complaint_about_a_post_that_its_server_may_not_see_is_like_one_about_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var secret = await house.PublishAsync("For the grandparents", circleIds: [await house.CircleAsync(house.Ingrid)]);

        await joe.TellAsync(Flag(joe, "I saw that", House.Url($"/posts/{secret}")));
        await joe.TellAsync(Flag(joe, "And this", House.Url($"/posts/{Guid.NewGuid()}"), House.Url("/users/ingrid"), joe.Uri));

        Assert.Equal(0, await CountAsync(server));
    }

    [Fact]
    public async Task A_flood_of_complaints_is_cut_off_and_long_ones_are_cut_short()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);

        for (var number = 0; number < 25; number++)
        {
            using var answer = await joe.SendAsync(
                joe.Letter(Flag(joe, new string('x', 1_999) + string.Concat(Enumerable.Repeat("🎂", 500)), House.Url("/users/tom"))));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        await house.SettleAsync();

        Assert.Equal(20, await CountAsync(server));
        var text = await house.ReadAsync(db => db.Reports.Where(report => report.RemoteActor.Host.Name == server.Host)
            .Select(report => report.Text).FirstAsync());
        Assert.Equal(new string('x', 1_999) + "…", text);
    }

    [Fact]
    public async Task Only_the_owner_reads_complaints()
    {
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var eve = new Browser(house);
        foreach (var browser in new[] { tom, ingrid, eve })
        {
            Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync("/family/on-its-way"));
        }
    }

    private static JsonObject Flag(RemotePerson from, string text, params string[] about)
    {
        var flag = from.Activity("Flag", new JsonArray([.. about.Select(uri => JsonValue.Create(uri))]));
        flag["content"] = text;
        return flag;
    }

    private Task<int> CountAsync(Neighbour server) =>
        house.ReadAsync(db => db.Reports.CountAsync(report => report.RemoteActor.Host.Name == server.Host));
}
