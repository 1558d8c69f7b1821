using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Text;

/// <summary>
/// The built server, sent the worst texts there are by its inbox: how much memory and processor time of its own they cost it.
/// </summary>
[Trait("Database", "none")]
public sealed class HostileTextTests(OperatedHouse operated, ITestOutputHelper output) : IClassFixture<OperatedHouse>
{
    private const double MostMegabytes = 64;
    private const double MostSeconds = 1;

    private static readonly (string What, string Html)[] Texts =
    [
        ("n marks before m paragraphs", "<p>" + string.Concat(Enumerable.Range(0, 3_000).Select(number => $"<b id={number}>"))
            + Repeat("<p>x", 3_000)),
        ("the same, 500 kB", "<p>" + string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<b id={number}>"))
            + Repeat("<p>x", 50_000)),
        ("closing tags that close nothing", Repeat("</>", 10_000) + Repeat("<div>", 10_000) + "x"),
        ("250 kB of divs", Repeat("<div>", 50_000) + "x"),
        ("tables, overlapping marks", Repeat("<table><td>x<a href=x><b><i></a></b>", 12_000)),
        ("attributes", "<p " + string.Concat(Enumerable.Range(0, 60_000).Select(number => $"a{number}=1 ")) + ">x"),
        ("900 kB of letters", Repeat("x", 900_000)),
    ];

    [Fact]
    public async Task E_A_followers_reply_costs_the_server_at_most_a_second_and_64_MB()
    {
        await using var house = await House.OpenAsync();
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await TellAsync(joe, joe.Activity("Follow", MaraUri));
        var approved = await operated.RunAsync("follow", "approve", $"joe@{server.Host}");
        Assert.Equal(0, approved.Code);
        Assert.Equal(0, (await operated.RunAsync(["post", "--text", "-"], "The first snow!")).Code);
        var post = await operated.InDatabaseAsync(db => db.Posts.OrderByDescending(post => post.PublishedAt).Select(post => post.Id)
            .FirstAsync());
        await TellAsync(joe, Reply(joe, post, "<p>How lovely!</p>"));

        foreach (var (what, html) in Texts)
        {
            await AssertCostsLittleAsync($"reply: {what}", () => TellAsync(joe, Reply(joe, post, html)));
        }

        Assert.Equal(Texts.Length + 1, await operated.InDatabaseAsync(db => db.Comments.CountAsync(comment => comment.PostId == post)));
    }

    [Fact]
    public async Task E_A_strangers_summary_costs_the_server_at_most_a_second_and_64_MB()
    {
        await using var house = await House.OpenAsync();
        await using var server = await Neighbour.OpenAsync(house);
        var warm = server.Person("warm");
        await TellAsync(warm, warm.Activity("Follow", MaraUri));

        foreach (var ((what, html), number) in Texts.Select((text, number) => (text, number)))
        {
            var eve = server.Person($"eve{number}");
            eve.Document["summary"] = html.Length < 20_000 ? html : html[..20_000];
            await AssertCostsLittleAsync($"summary: {what}", () => TellAsync(eve, eve.Activity("Follow", MaraUri)));
        }

        Assert.InRange(await operated.InDatabaseAsync(db => db.RemoteActors.MaxAsync(actor => actor.Summary.Length)), 1, 200_000);
    }

    private string MaraUri => $"https://{operated.Door.Domain}/users/mara";

    private JsonObject Reply(RemotePerson person, Guid post, string html)
    {
        var reply = person.Reply(post, html);
        reply["object"]!["inReplyTo"] = $"https://{operated.Door.Domain}/posts/{post}";
        reply["object"]!["to"] = MaraUri;
        return reply;
    }

    private async Task AssertCostsLittleAsync(string what, Func<Task> tell)
    {
        // The peak is counted from here on.
        await File.WriteAllTextAsync($"/proc/{operated.ServerId}/clear_refs", "5");
        var (memory, processor) = (Peak(), Processor());

        await tell();

        var (more, seconds) = (Peak() - memory, Processor() - processor);
        output.WriteLine($"{what}: {seconds:N2} s, {more:N1} MB");
        Assert.InRange(seconds, 0, MostSeconds);
        Assert.InRange(more, -1_000, MostMegabytes);
    }

    /// <summary>Sends an activity; returns when the server has handled everything that came.</summary>
    private async Task TellAsync(RemotePerson person, JsonNode activity)
    {
        var letter = person.Letter(activity);
        letter.Host = operated.Door.Domain;
        using var request = letter.Seal();
        request.RequestUri = new Uri(operated.Door.Inside!, letter.Target);
        using var client = new HttpClient();
        using var answer = await client.SendAsync(request, House.Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await Eventually.Happens("a server at rest", async () => !await operated.InDatabaseAsync(db => HandleActivities.Unhandled(db)
            .AnyAsync()));
    }

    /// <summary>Megabytes of memory that were resident at once.</summary>
    private double Peak() => double.Parse(
        File.ReadLines($"/proc/{operated.ServerId}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>Seconds, in user and kernel: utime and stime of proc(5), in hundredths.</summary>
    private double Processor()
    {
        var fields = File.ReadAllText($"/proc/{operated.ServerId}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
