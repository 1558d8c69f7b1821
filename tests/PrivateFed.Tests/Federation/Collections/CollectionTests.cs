using System.Net;
using System.Text.Json;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Collections;

/// <summary>What is in a collection, for whom. Joe is in the circle; Ann, on his server, is not; Sam is on another server.</summary>
public class CollectionTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_outbox_holds_the_posts_that_the_asker_may_see_newest_first()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        var everyones = await house.PublishAsync("For everyone", photos: [await house.UploadAsync()]);
        var circles = await house.PublishAsync("For Joe", circleIds: [circle]);
        var toms = await house.PublishAsync("Tom's", by: house.Tom);

        foreach (var (asker, expected) in new[] { (joe, new[] { circles, everyones }), (server.Instance, [circles, everyones]),
            (ann, [everyones]) })
        {
            var items = await ItemsAsync(asker, "/users/mara/outbox/page");
            Assert.Equal(expected.Select(id => House.Url($"/activities/{id}")), items.Take(expected.Length)
                .Select(create => create.Text("id")));
            Assert.DoesNotContain(House.Url($"/posts/{toms}"), items.Select(create => create.GetProperty("object").Text("id")));
        }

        var inInbox = (await server.ExpectAsync("Create")).Single(create => create.Json.GetProperty("object")
            .Text("id") == House.Url($"/posts/{everyones}")).Json;
        var inOutbox = (await ItemsAsync(ann, "/users/mara/outbox/page"))[0];
        foreach (var property in new[] { "id", "type", "actor", "to", "published", "object" })
        {
            Assert.Equal(inInbox.GetProperty(property).GetRawText(), inOutbox.GetProperty(property).GetRawText());
        }
        using var photo = await server.Client.GetAsync(new Uri(inOutbox.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, photo.StatusCode);
    }

    [Fact]
    public async Task The_outbox_is_read_page_by_page_and_counts_what_the_asker_sees()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        var posts = new List<Guid>();
        for (var number = 0; number < 25; number++)
        {
            posts.Insert(0, await house.PublishAsync($"Number {number}", circleIds: number == 3 ? [circle] : []));
        }

        var joes = await WalkAsync(joe, "/users/mara/outbox");
        var anns = await WalkAsync(ann, "/users/mara/outbox");

        Assert.Equal(posts.Select(id => House.Url($"/activities/{id}")), joes.Take(25).Select(create => create.Text("id")));
        Assert.Equal(joes.Count, joes.Select(create => create.Text("id")).Distinct().Count());
        Assert.DoesNotContain(House.Url($"/activities/{posts[21]}"), anns.Select(create => create.Text("id")));
        Assert.Equal(joes.Count, (await JsonAsync(joe, "/users/mara/outbox")).GetProperty("totalItems").GetInt32());
        Assert.Equal(joes.Count - 1, (await JsonAsync(ann, "/users/mara/outbox")).GetProperty("totalItems").GetInt32());
    }

    [Fact]
    public async Task Featured_holds_the_ids_of_the_newest_posts_that_the_asker_may_see()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        for (var number = 0; number < 20; number++)
        {
            await house.PublishAsync($"Number {number}");
        }
        var circles = House.Url($"/posts/{await house.PublishAsync("For Joe", circleIds: [circle])}");
        var last = await house.PublishAsync("The newest");

        var featured = await JsonAsync(joe, "/users/mara/featured");
        Assert.Equal("OrderedCollection", featured.Text("type"));
        Assert.Equal(20, featured.GetProperty("totalItems").GetInt32());
        Assert.Equal([House.Url($"/posts/{last}"), circles], featured.Texts("orderedItems").Take(2));
        Assert.Equal(20, featured.Texts("orderedItems").Length);
        Assert.DoesNotContain(circles, (await JsonAsync(ann, "/users/mara/featured")).Texts("orderedItems"));

        Assert.True(
            (await house.DoAsync((DeletePost delete) => delete.DeleteAsync(
                house.Mara.Id, house.Mara.Role, last, House.Cancellation))).Succeeded);
        Assert.DoesNotContain(House.Url($"/posts/{last}"), (await JsonAsync(joe, "/users/mara/featured")).Texts("orderedItems"));
        Assert.DoesNotContain(House.Url($"/activities/{last}"),
            (await ItemsAsync(joe, "/users/mara/outbox/page")).Select(create => create.Text("id")));
    }

    [Fact]
    public async Task Each_server_learns_of_its_own_followers_alone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        await house.WelcomeAsync(sam);

        foreach (var (asker, expected) in new[] { (server.Instance, new[] { joe.Uri, ann.Uri }), (joe, [joe.Uri, ann.Uri]),
            (other.Instance, [sam.Uri]), (sam, [sam.Uri]) })
        {
            Assert.Equal(expected.Length, (await JsonAsync(asker, "/users/mara/followers")).GetProperty("totalItems").GetInt32());
            Assert.Equal(expected.Order(), (await WalkAsync(asker, "/users/mara/followers")).Select(item => item.GetString()!).Order());
            Assert.Equal(expected.Order(StringComparer.Ordinal),
                (await JsonAsync(asker, "/users/mara/followers_synchronization")).Texts("orderedItems"));
        }
        Assert.Empty(await WalkAsync(joe, "/users/tom/followers"));
    }

    [Fact]
    public async Task Nobody_here_follows_anybody()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);

        var following = await JsonAsync(joe, "/users/mara/following");

        Assert.Equal((0, 0), (following.GetProperty("totalItems").GetInt32(), following.GetProperty("orderedItems").GetArrayLength()));
    }

    [Fact]
    public async Task The_replies_to_a_post_are_for_those_who_see_the_post()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync(circleIds: [circle]);
        var said = new List<string>();
        for (var number = 0; number < 22; number++)
        {
            var reply = joe.Reply(post);
            await joe.TellAsync(reply);
            said.Add((string)reply["object"]!["id"]!);
        }

        Assert.Equal(said, (await WalkAsync(joe, $"/posts/{post}/replies")).Select(item => item.GetString()!));
        Assert.Equal(22, (await JsonAsync(server.Instance, $"/posts/{post}/replies")).GetProperty("totalItems").GetInt32());
        using var anns = await ann.GetAsync($"/posts/{post}/replies");
        Assert.Equal(HttpStatusCode.NotFound, anns.StatusCode);
    }

    [Fact]
    public async Task Every_collection_is_named_where_servers_look_for_it_and_answers_there()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        var actor = await JsonAsync(joe, "/users/mara");
        foreach (var property in new[] { "outbox", "followers", "following", "featured" })
        {
            var collection = await JsonAsync(server.Instance, new Uri(actor.Text(property)!).AbsolutePath);
            Assert.Equal((actor.Text(property), "OrderedCollection"), (collection.Text("id"), collection.Text("type")));
        }
        var note = await JsonAsync(joe, $"/posts/{post}");
        var replies = note.GetProperty("replies").Text("id")!;
        Assert.Equal(replies, (await JsonAsync(joe, new Uri(replies).AbsolutePath)).Text("id"));
    }

    private static async Task<JsonElement> JsonAsync(RemotePerson asker, string target)
    {
        using var answer = await asker.GetAsync(target);
        return await answer.JsonAsync();
    }

    private static async Task<List<JsonElement>> ItemsAsync(RemotePerson asker, string page) =>
        [.. (await JsonAsync(asker, page)).GetProperty("orderedItems").EnumerateArray()];

    /// <summary>Every item, from the collection's first page to its last.</summary>
    private static async Task<List<JsonElement>> WalkAsync(RemotePerson asker, string collection)
    {
        var items = new List<JsonElement>();
        for (var next = (await JsonAsync(asker, collection)).Text("first"); next is not null;)
        {
            var page = await JsonAsync(asker, new Uri(next).AbsolutePath);
            Assert.Equal((next, House.Url(collection)), (page.Text("id"), page.Text("partOf")));
            var onPage = page.GetProperty(page.Text("type") == "CollectionPage" ? "items" : "orderedItems");
            Assert.InRange(onPage.GetArrayLength(), 0, 20);
            items.AddRange(onPage.EnumerateArray());
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        return items;
    }
}
