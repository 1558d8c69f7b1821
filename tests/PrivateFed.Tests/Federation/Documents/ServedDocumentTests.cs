using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Federation.Documents;

/// <summary>
/// What other servers stumbled over in documents that we serve and send. Joe and Ann are on one server, Sam is on another.
/// </summary>
public class ServedDocumentTests(House house) : IClassFixture<House>
{
    private static readonly string[] BuiltIn = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"];

    [Theory]
    [InlineData("/users/mara")]
    [InlineData("/actor")]
    public async Task D3_The_stub_carries_every_address_and_nothing_of_the_person(string path)
    {
        using var client = house.Client();
        client.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using var answer = await client.GetAsync(path);
        var stub = await answer.JsonAsync();

        foreach (var property in new[] { "outbox", "followers", "following", "featured", "inbox" })
        {
            Assert.Equal($"{House.Url(path)}/{property}", stub.Text(property));
        }
        Assert.Equal(House.Url("/inbox"), stub.GetProperty("endpoints").Text("sharedInbox"));
        Assert.DoesNotContain(stub.EnumerateObject(), property => property.Name is "name" or "summary" or "icon" or "published" or "url");
    }

    [Fact]
    public async Task D3_The_actor_in_an_Update_is_addressed_like_the_Update()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);

        var update = (await server.ExpectAsync("Update"))[0].Json;

        Assert.Equal([joe.Uri], update.Texts("to"));
        Assert.Equal([joe.Uri], update.GetProperty("object").Texts("to"));
    }

    [Fact]
    public async Task D8_A_post_says_that_it_answers_nothing_and_D12_has_no_blanks_between_blocks()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));

        await house.PublishAsync("One\n\nTwo\nlines\n\n- a\n- b\n\n> said\n\n    kept  \n      as it is\n");

        var note = (await server.ExpectAsync("Create"))[0].Json.GetProperty("object");
        Assert.Equal(JsonValueKind.Null, note.GetProperty("inReplyTo").ValueKind);
        Assert.Equal(
            "<p>One</p><p>Two<br>lines</p><ul><li>a</li><li>b</li></ul><blockquote><p>said</p></blockquote><pre><code>kept  \n  as it is\n</code></pre>",
            note.Text("content"));
    }

    [Fact]
    public async Task D9_Links_are_dead_while_nobody_is_let_in_and_live_again_with_them()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = LinkIn((await server.ExpectAsync("Create"))[0].Json);

        await house.RemoveAsync(joe);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, link));
        await house.WelcomeAsync(joe);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, link));
        await joe.TellAsync(joe.Activity("Undo", joe.Follow()));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, link));
    }

    [Fact]
    public async Task D9_A_link_that_leaked_is_ended_by_the_owner_and_the_server_gets_new_ones()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, sam) = (server.Person("joe"), other.Person("sam"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(sam);
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var (leaked, sams) = (LinkIn((await server.ExpectAsync("Create"))[0].Json), LinkIn((await other.ExpectAsync("Create"))[0].Json));
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = $"/family/followers/{await house.IdOfAsync(joe)}";

        using var done = await mara.SubmitAsync(page, $"{page}?handler=NewLinks");

        var updates = await server.ExpectAsync("Update", 2);
        var renewed = updates[^1].Json;
        Assert.NotEqual(leaked, LinkIn(renewed));
        Assert.True(renewed.GetProperty("object").TryGetProperty("updated", out _));
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK),
            (await StatusAsync(server, leaked), await StatusAsync(server, LinkIn(renewed)), await StatusAsync(other, sams)));
        Assert.Contains($"{server.Host}'s photo links were replaced", await mara.TextAsync("/family/log"), StringComparison.Ordinal);
        await house.SettleAsync();
        Assert.Single(other.Received, arrived => arrived.Type == "Update");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("gotosocial", true)]
    [InlineData("hollo", true)]
    [InlineData("mastodon", false)]
    [InlineData("misskey", false)]
    public async Task D10_Whoever_is_named_is_mentioned_where_their_server_shows_it_only_so(string? software, bool mentioned)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.Software, software)));

        var post = await house.PublishAsync(circleIds: [circle]);
        await house.CommentAsync(house.Ingrid, await house.PublishAsync());

        var creates = await server.ExpectAsync("Create", 3);
        string[] expected = mentioned ? [joe.Uri] : [];
        Assert.Equal(expected, Mentioned(creates[0].Json.GetProperty("object")));
        Assert.Empty(Mentioned(creates[1].Json.GetProperty("object")));
        Assert.Equal(expected, Mentioned(creates[2].Json.GetProperty("object")));
        using var fetched = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(expected, Mentioned(await fetched.JsonAsync()));
    }

    [Fact]
    public async Task J_and_O_Each_server_learns_of_its_own_people_alone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, sam) = (server.Person("joe"), other.Person("sam"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(sam, circle);
        var post = await house.PublishAsync(circleIds: [circle]);
        await server.ExpectAsync("Create");
        await other.ExpectAsync("Create");
        await house.SettleAsync();
        await joe.TellAsync(joe.Reply(post));
        await sam.TellAsync(sam.Reply(post));
        var comment = House.Url($"/comments/{await house.CommentAsync(house.Mara, post)}");
        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, post, new("Anew", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));
        await server.ExpectAsync("Update", 2);
        await other.ExpectAsync("Update", 2);
        await house.SettleAsync();

        foreach (var (person, stranger) in new[] { (joe, other), (sam, server) })
        {
            var told = person.Server.Received.Select(arrived => arrived.Json.GetRawText()).ToList();
            foreach (var path in new[] { $"/posts/{post}", $"/posts/{post}/replies", $"/posts/{post}/replies/page",
                "/users/mara/outbox/page", "/users/mara/followers/page" })
            {
                using var answer = await person.GetAsync(path);
                told.Add((await answer.JsonAsync()).GetRawText());
            }
            Assert.All(told, document => Assert.DoesNotContain(stranger.Host, document, StringComparison.Ordinal));
            var creates = person.Server.Received.Where(arrived => arrived.Type == "Create").ToList();
            Assert.Equal((House.Url($"/activities/{post}"), person.Uri),
                (creates[0].Json.Text("id"), Assert.Single(creates[0].Json.Texts("to"))));
            var update = person.Server.Received.Last(arrived => arrived.Type == "Update").Json.GetProperty("object");
            var replies = update.GetProperty("replies");
            Assert.Equal(("Collection", 2, "CollectionPage"), (replies.Text("type"), replies.GetProperty("totalItems")
                .GetInt32(), replies.GetProperty("first").Text("type")));
            Assert.Contains(comment, replies.GetProperty("first").Texts("items"));
        }
    }

    [Fact]
    public async Task D11_No_context_is_named_that_a_server_does_not_have_built_in()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);
        var comment = await house.CommentAsync(house.Mara, post);
        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, post, new("Anew", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));
        await server.ExpectAsync("Update", 2);
        var documents = new List<JsonElement>();
        foreach (var path in new[]
        {
            "/users/mara", "/actor", $"/posts/{post}", $"/comments/{comment}", $"/posts/{post}/replies", $"/posts/{post}/replies/page",
            "/users/mara/outbox", "/users/mara/outbox/page",
            "/users/mara/featured", "/users/mara/followers", "/users/mara/followers/page", "/users/mara/followers_synchronization",
            "/users/mara/following",
        })
        {
            using var answer = await joe.GetAsync(path);
            documents.Add(await answer.JsonAsync());
        }
        House.Value(
            await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, house.Mara.Role, post, House.Cancellation)));
        await server.ExpectAsync("Delete", 2);
        using (var gone = await joe.GetAsync($"/posts/{post}"))
        {
            documents.Add(JsonSerializer.Deserialize<JsonElement>(await gone.Content.ReadAsStringAsync()));
        }
        await house.RemoveAsync(joe);
        await server.ExpectAsync("Reject");

        Assert.Equal(["Accept", "Create", "Delete", "Reject", "Update"], server.Received.Select(arrived => arrived.Type).Distinct()
            .Order(StringComparer.Ordinal));
        foreach (var document in documents.Concat(server.Received.Select(arrived => arrived.Json)))
        {
            var context = document.GetProperty("@context");
            var named = context.ValueKind == JsonValueKind.Array ? context.EnumerateArray().ToList() : [context];
            Assert.All(named.Where(one => one.ValueKind == JsonValueKind.String), one => Assert.Contains(one.GetString(), BuiltIn));
        }
    }

    [Fact]
    public async Task D14_The_same_picture_has_other_bytes_in_another_post_and_for_another_server()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        await house.WelcomeAsync(server.Person("joe"));
        await house.WelcomeAsync(other.Person("sam"));
        var photos = new[] { await house.UploadAsync(), await house.UploadAsync() };
        await house.PublishAsync(photos: [photos[0]]);
        await house.PublishAsync(photos: [photos[1]]);
        var links = (await server.ExpectAsync("Create", 2)).Concat(await other.ExpectAsync("Create", 2))
            .Select(create => LinkIn(create.Json)).ToList();

        var bytes = new List<byte[]>();
        foreach (var link in links)
        {
            using var answer = await server.Client.GetAsync(link);
            var whole = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(whole.Length, answer.Content.Headers.ContentLength);
            using var picture = NetVips.Image.NewFromBuffer(whole);
            Assert.Equal((320, 240), (picture.Width, picture.Height));
            foreach (var (from, to) in new[] { (0, 9), (15, 30), (24, 24), (whole.Length - 3, whole.Length - 1) })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, link);
                request.Headers.Add("Range", $"bytes={from}-{to}");
                using var part = await server.Client.SendAsync(request, House.Cancellation);
                Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
                Assert.Equal(whole[from..(to + 1)], await part.Content.ReadAsByteArrayAsync());
            }
            bytes.Add(whole);
        }
        Assert.Equal(4, bytes.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(
            await File.ReadAllBytesAsync(house.FileOf(photos[0].Id, MakeRenditions.Full), House.Cancellation),
            bytes[0][..2].Concat(bytes[0][22..]));
    }

    [Fact]
    public async Task D15_NodeInfo_2_0_stands_where_GoToSocial_takes_it_and_says_what_it_is()
    {
        using var client = house.Client();
        using var links = await client.GetAsync("/.well-known/nodeinfo");
        var last = (await links.JsonAsync()).GetProperty("links").EnumerateArray()
            .Last(link => link.Text("rel")!.StartsWith("http://nodeinfo.diaspora.software/ns/schema/2", StringComparison.Ordinal));
        using var info = await client.GetAsync(new Uri(last.Text("href")!).AbsolutePath);

        Assert.Equal("application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\"",
            info.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.False(info.Headers.Contains("X-Robots-Tag"));
    }

    [Theory]
    [InlineData("/users/mara/followers")]
    [InlineData("/users/nobody")]
    [InlineData("/posts/01920000-0000-7000-8000-000000000000")]
    [InlineData("/activities/01920000-0000-7000-8000-000000000000")]
    [InlineData("/nothing/of/the/kind")]
    public async Task D15_A_server_that_asks_for_what_is_not_for_it_gets_no_page(string path)
    {
        using var client = house.Client();
        foreach (var (accept, isPage) in new[] { ("application/activity+json", false),
            ("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"", false), ("text/html", true) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var answer = await client.SendAsync(request, House.Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(isPage, (await answer.Content.ReadAsStringAsync()).Length > 0);
        }
    }

    [Fact]
    public async Task B3_Words_that_were_edited_or_deleted_are_in_no_activity()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync("An old owl");
        var comment = await house.CommentAsync(house.Ingrid, post, "An old badger");
        await server.ExpectAsync("Create", 2);
        await house.SettleAsync();

        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, post, new("Anew", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));
        var ingrid = new PrivateFed.Audiences.Viewer.Local(house.Ingrid.Id, house.Ingrid.Role);
        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(ingrid, comment, House.Cancellation)));
        await server.ExpectAsync("Delete");
        await house.SettleAsync();

        Assert.Equal(0, await CountAsync("old owl"));
        Assert.Equal(0, await CountAsync("old badger"));
        house.Clock.Advance(TimeSpan.FromDays(31));
        await house.Part<DeleteExpired>().RunAsync(House.Cancellation);
        Assert.Equal(0, await house.ReadAsync(db => db.Activities.CountAsync(activity => activity.CommentId == comment)));
        Assert.Equal(0, await CountAsync("Anew"));
        Assert.Equal(2, await house.ReadAsync(db => db.Activities.CountAsync(activity => activity.PostId == post)));
    }

    [Fact]
    public async Task B13_A_comment_says_nothing_of_who_follows()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        await house.CommentAsync(house.Mara, await house.PublishAsync());

        var creates = await server.ExpectAsync("Create", 2);

        Assert.Equal([true, false], creates.Select(create => create.Fields.ContainsKey("Collection-Synchronization")));
    }

    private Task<int> CountAsync(string words) =>
        house.ReadAsync(db => db.Activities.CountAsync(activity => activity.Document.Contains(words)));

    private static string[] Mentioned(JsonElement note) =>
        [.. note.GetProperty("tag").EnumerateArray().Where(tag => tag.Text("type") == "Mention").Select(tag => tag.Text("href")!)];

    private static string LinkIn(JsonElement activity) =>
        new Uri(activity.GetProperty("object").GetProperty("attachment")[0].Text("url")!).AbsolutePath;

    private static async Task<HttpStatusCode> StatusAsync(Neighbour server, string link)
    {
        using var answer = await server.Client.GetAsync(link);
        return answer.StatusCode;
    }
}
