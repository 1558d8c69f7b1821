using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Web.Pages.Desk;

/// <summary>What the owner reads when a server refuses: which post, why, what can be done, and of the software there.</summary>
public partial class RefusedTests(House house) : IClassFixture<House>
{
    private const string Page = "/family/on-its-way";
    private const string Passes = "Problems like this usually pass.";
    private const string Moved = "Ask them if they've moved.";
    private const string AskThem = "Ask them to contact the people who run their server.";

    [Trait("Database", "none")]
    [Theory]
    [InlineData(400, "Their software can't read what was sent.", "Other posts may still get through.")]
    [InlineData(403, "Their server doesn't trust what comes from here, or has blocked this site.", AskThem)]
    [InlineData(404, "Their server says there's no such account.", Moved)]
    [InlineData(406, "Their server didn't want what was sent.", AskThem)]
    [InlineData(410, "Their server says there's no such account.", Moved)]
    [InlineData(413, "What was sent is too large for their server.", "A shorter post may get through.")]
    [InlineData(422, "Their software can't read what was sent.", "Other posts may still get through.")]
    public async Task Refused_for_good_is_said_in_plain_words_with_advice_and_the_post(int status, string why, string advice)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Receive = Neighbour.With(status);
        var post = await house.PublishAsync($"What {status} did not want");
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var path in new[] { Page, $"/family/followers/{await house.IdOfAsync(joe)}" })
        {
            var page = await ReadAsync(mara, path);
            Assert.Contains(why, page, StringComparison.Ordinal);
            Assert.Contains(advice, page, StringComparison.Ordinal);
            Assert.Contains($"The server answered {status}.", page, StringComparison.Ordinal);
            Assert.Matches($"<a href=\"/posts/{post}\">A post by Mara Lindgren, [^<]+</a>", page);
            Assert.Contains($"What {status} did not want", page, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/posts/{post}"));
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData(301, "Their server seems to have moved to another address.", Moved)]
    [InlineData(307, "Their server seems to have moved to another address.", Moved)]
    [InlineData(401, "Their server doesn't trust what comes from here, or has blocked this site.", AskThem)]
    [InlineData(408, "Their server doesn't answer.", Passes)]
    [InlineData(429, "Their server was sent too much at once.", Passes)]
    [InlineData(500, "Their server is having trouble.", Passes)]
    [InlineData(503, "Their server is having trouble.", Passes)]
    public async Task Refused_until_it_is_given_up_is_said_at_once_and_at_the_end(int status, string why, string advice)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Forget();
        server.Receive = (arrived, context) =>
        {
            context.Response.Headers.Location = status < 400 ? server.Url("/elsewhere") : default;
            return Neighbour.With(status)(arrived, context);
        };
        var post = await house.PublishAsync();
        await FailedAsync(server, 0);
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var path in new[] { Page, $"/family/followers/{await house.IdOfAsync(joe)}" })
        {
            Assert.Equal((true, true, true), Says(await ReadAsync(mara, path), why, advice, $"The server answered {status}."));
        }
        Assert.Contains("1 post is waiting to go to joe from next door.", await ReadAsync(mara, Page), StringComparison.Ordinal);
        while (await house.ReadAsync(db => DeliverActivities.Pending(db).AnyAsync(delivery => delivery.Host.Name == server.Host)))
        {
            await TryNextAsync(server);
        }

        var page = await ReadAsync(mara, Page);
        Assert.Equal((true, true, true), Says(page, why, advice, $"The server answered {status}."));
        Assert.Matches($"<a href=\"/posts/{post}\">A post by Mara Lindgren, [^<]+</a>", page);
        Assert.DoesNotContain(server.Received, arrived => arrived.Target == "/elsewhere");
    }

    [Fact]
    public Task Refused_where_another_certificate_is_shown() => UnreachableAsync(
        ShowOwnCertificateAsync, "Their server can't prove it's the right one",
        "The people who run that server need to renew its certificate.", "No secure connection could be made");

    [Fact]
    public Task Refused_where_nothing_is_said_to_a_caller() =>
        UnreachableAsync((_, end) => Task.Delay(Timeout.Infinite, end), "Their server doesn't answer.", Passes,
            "No connection was made within 5 seconds.");

    [Fact]
    public Task Refused_where_the_line_is_cut() =>
        UnreachableAsync((_, _) => Task.CompletedTask, "Their server doesn't answer.", Passes, "The connection broke off:");

    [Theory]
    [InlineData("https://nowhere.invalid/inbox", "Their server's address can't be found.", Passes, "Its name leads nowhere at the moment.")]
    [InlineData("https://10.1.2.3/inbox", "is in a private network", "need to give it a public address.", "leads to no address that this house may call.")]
    [InlineData("https://localhost:1/inbox", "Their server doesn't answer.", Passes, "Nothing listens there.")]
    public async Task Refused_by_an_address_is_said_in_plain_words(string inbox, string why, string advice, string noted)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await UnreachableAsync(server, inbox, why, advice, noted);
    }

    [Fact]
    public async Task Refused_words_are_named_with_a_link_while_they_are_there()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var (edited, deleted) = (await house.PublishAsync("Nils has a tooth"), await house.PublishAsync("A secret"));
        var ingrids = await house.CommentAsync(house.Ingrid, edited, "Which one?");
        await house.SettleAsync();
        server.Receive = Neighbour.With(422);

        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, edited, new("Nils has two teeth", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));
        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, deleted, House.Cancellation)));
        House.Value(await house.DoAsync((EditComment edit) => edit.EditAsync(
            new Viewer.Local(house.Ingrid.Id, Role.Member), ingrids, "Upper or lower?", House.Cancellation)));
        var toms = await house.CommentAsync(house.Tom, edited, "The lower one.");
        var gone = await house.CommentAsync(house.Tom, edited, "Or not.");
        await house.SettleAsync();
        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
            new Viewer.Local(house.Tom.Id, Role.Author), gone, House.Cancellation)));
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = await ReadAsync(mara, Page);

        Assert.Matches($"<a href=\"/posts/{edited}\">An edit to a post by Mara Lindgren, [^<]+</a>\\s*<p [^>]+>Nils has two teeth</p>",
            page);
        Assert.Matches($"<a href=\"/comments/{ingrids}\">An edit to a comment by Ingrid, [^<]+</a>\\s*<p [^>]+>Upper or lower\\?</p>",
            page);
        Assert.Matches($"<a href=\"/comments/{toms}\">A comment by Tom Lindgren, [^<]+</a>", page);
        Assert.Matches("<li>\\s*The deletion of a post by Mara Lindgren, [^<]+\\s*</li>", page);
        Assert.Matches("<li>\\s*A comment by Tom Lindgren, [^<]+, since deleted\\s*</li>", page);
        Assert.Matches("<li>\\s*The deletion of a comment by Tom Lindgren, [^<]+\\s*</li>", page);
        Assert.DoesNotContain("A secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{deleted}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{gone}", page, StringComparison.Ordinal);
        foreach (Match link in Link().Matches(page))
        {
            using var answer = await mara.GetAsync(link.Groups["path"].Value);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, link.Value);
        }
    }

    [Fact]
    public async Task Refused_answers_and_names_are_named_too()
    {
        await using var server = await Neighbour.OpenAsync(house);
        server.Receive = Neighbour.With(403);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);

        var page = await ReadAsync(mara, Page);
        await house.RemoveAsync(joe);
        await house.SettleAsync();
        var after = await ReadAsync(mara, Page);

        Assert.Contains("A yes to somebody who asked to follow", page, StringComparison.Ordinal);
        Assert.Contains("A new name, picture or key for Mara Lindgren", page, StringComparison.Ordinal);
        Assert.Contains("A no to somebody who asked to follow, or who was removed", after, StringComparison.Ordinal);
        Assert.DoesNotContain("A yes to somebody", after, StringComparison.Ordinal);
        Assert.DoesNotContain("A new name, picture or key", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_reasons_are_kept_apart_and_only_the_newest_are_named()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Receive = Neighbour.With(413);
        var first = await house.PublishAsync("Too large");
        await house.SettleAsync();
        server.Receive = Neighbour.With(403);
        for (var post = 1; post < ReadRefused.MaxPerHost; post++)
        {
            await house.PublishAsync($"Post {post}");
        }
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = await ReadAsync(mara, Page);
        Assert.Matches($"(?s)has blocked this site\\..+Post 19<.+Post 1<.+too large for their server\\..+href=\"/posts/{first}\"", page);
        Assert.DoesNotContain("Only the newest are listed here.", page, StringComparison.Ordinal);

        await house.PublishAsync("Post 20");
        await house.SettleAsync();

        page = await ReadAsync(mara, Page);
        Assert.Contains("Only the newest are listed here.", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{first}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pixelfed", "0.12.4", "Pixelfed 0.12.4", true, false)]
    [InlineData("Pixelfed", "0.11.13", "Pixelfed 0.11.13", true, false)]
    [InlineData("pixelfed", "0.12.5", "Pixelfed 0.12.5", false, false)]
    [InlineData("sharkey", "2025.1", "Sharkey 2025.1", false, true)]
    [InlineData("mastodon", "4.4.2", "Mastodon 4.4.2", false, false)]
    public async Task Refused_or_not_the_software_is_named_to_who_is_asked_and_afterwards(
        string software, string version, string named, bool leaks, bool isMisskey)
    {
        await using var server = await Neighbour.OpenAsync(house);
        server.Runs(software, version);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var id = await house.IdOfAsync(joe);

        var request = await ReadAsync(mara, $"/family/requests/{id}");
        await house.LetInAsync(joe);

        foreach (var page in new[] { request, await ReadAsync(mara, $"/family/followers/{id}") })
        {
            Assert.Contains($"{server.Host} runs {named}.", page, StringComparison.Ordinal);
            Assert.Equal(leaks, page.Contains("Careful: the software on", StringComparison.Ordinal));
            Assert.Equal(isMisskey, page.Contains("lists lose their bullets", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"links":[]}""", "")]
    [InlineData("no JSON", "")]
    [InlineData("""[1,2]""", "")]
    [InlineData("LINKS", "")]
    [InlineData("LINKS", """{"software":"pixelfed"}""")]
    [InlineData("LINKS", """{"software":{"name":"<script>alert(1)</script>","version":"1"}}""")]
    [InlineData("LINKS", """{"software":{"name":7,"version":{}}}""")]
    [InlineData("LINKS", """{"software":{"name":"pixelfed","version":"<b>0.12.4</b>"}}""")]
    [InlineData("LINKS", """{"software":{"name":"pixel\ud83d","version":"0.12.4"}}""")]
    [InlineData("LINKS", "TOO LARGE")]
    [InlineData("""{"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":"http://127.0.0.1:1/nodeinfo"}]}""", "")]
    [InlineData("""{"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":"https://other-server.test/nodeinfo"}]}""", "")]
    public async Task Refused_is_nobody_for_a_NodeInfo_that_lies_or_says_nothing(string links, string info)
    {
        await using var server = await Neighbour.OpenAsync(house);
        server.Pages["/.well-known/nodeinfo"] = context => context.Response.WriteAsync(links == "LINKS"
            ? $$"""{"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":"{{server.Url("/nodeinfo/2.0")}}"}]}"""
            : links);
        server.Pages["/nodeinfo/2.0"] = context => context.Response.WriteAsync(info == "TOO LARGE"
            ? $$"""{"software":{"name":"pixelfed","version":"0.12.4"},"more":"{{new string('x', DiscoverHost.MaxDocumentBytes)}}"}"""
            : info);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var id = await house.IdOfAsync(joe);

        var request = await ReadAsync(mara, $"/family/requests/{id}");
        await house.LetInAsync(joe);
        await house.PublishAsync();
        await server.ExpectAsync("Create");
        var follower = await ReadAsync(mara, $"/family/followers/{id}");

        foreach (var page in new[] { request, follower })
        {
            Assert.Contains("joe from next door", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Careful: the software on", page, StringComparison.Ordinal);
            Assert.DoesNotContain("alert(1)", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>0.12.4", page, StringComparison.Ordinal);
        }
    }

    /// <summary>Joe's inbox is at a door behind which this happens.</summary>
    private async Task UnreachableAsync(Func<Socket, CancellationToken, Task> talk, string why, string advice, string noted)
    {
        using var door = new TcpListener(IPAddress.Loopback, 0);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(House.Cancellation);
        door.Start();
        var talking = TalkAsync(door, talk, end.Token);
        await using var server = await Neighbour.OpenAsync(house);
        await UnreachableAsync(server, $"https://localhost:{((IPEndPoint)door.LocalEndpoint).Port}/inbox", why, advice, noted);
        await end.CancelAsync();
        await talking;
    }

    private async Task UnreachableAsync(Neighbour server, string inbox, string why, string advice, string noted)
    {
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == joe.Uri)
            .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.SharedInbox, inbox)));
        await house.PublishAsync();
        await FailedAsync(server, 0);
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var path in new[] { Page, $"/family/followers/{await house.IdOfAsync(joe)}" })
        {
            Assert.Equal((true, true, true), Says(await ReadAsync(mara, path), why, advice, noted));
        }
    }

    private static (bool Why, bool Advice, bool Noted) Says(string page, string why, string advice, string noted) =>
        (page.Contains(why, StringComparison.Ordinal), page.Contains(advice, StringComparison.Ordinal),
            page.Contains(noted, StringComparison.Ordinal));

    private static async Task TalkAsync(TcpListener door, Func<Socket, CancellationToken, Task> talk, CancellationToken end)
    {
        try
        {
            while (true)
            {
                using var caller = await door.AcceptSocketAsync(end);
                await talk(caller, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static async Task ShowOwnCertificateAsync(Socket caller, CancellationToken end)
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=somebody-else.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var stream = new SslStream(new NetworkStream(caller));
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            await stream.CopyToAsync(Stream.Null, end);
        }
        catch (Exception problem) when (problem is IOException or AuthenticationException)
        {
            // The caller went away, as it should.
        }
    }

    private async Task FailedAsync(Neighbour server, int before) =>
        await Eventually.Happens("a failure", async () => await house.HostOfAsync(server) is { RetryAt: not null } host
            && host.Failures > before);

    private async Task TryNextAsync(Neighbour server)
    {
        var host = await house.HostOfAsync(server);
        var wait = host.RetryAt!.Value - house.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1);
        house.Clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1));
        house.Part<SweepSignal>().Set();
        await FailedAsync(server, host.Failures);
    }

    private static async Task<string> ReadAsync(Browser reader, string path) => WebUtility.HtmlDecode(await reader.ReadAsync(path));

    [GeneratedRegex("href=\"(?<path>/(posts|comments)/[^\"]+)\"")]
    private static partial Regex Link();
}
