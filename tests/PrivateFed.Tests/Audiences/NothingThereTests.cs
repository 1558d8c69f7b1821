using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Audiences;

/// <summary>What somebody may not see is answered with the very bytes with which nothing is answered.</summary>
public class NothingThereTests(House house) : IClassFixture<House>
{
    /// <summary>Of the first three another part of the house answers each.</summary>
    public static readonly TheoryData<string, string?, string?> Askings = Rows.FirstOnBoth(new TheoryData<string, string?, string?>
    {
        { "GET", null, null },
        { "GET", "application/activity+json", null },
        { "GET", "text/html", null },
        { "GET", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"", null },
        { "GET", "*/*", null },
        { "GET", "application/activity+json, text/html;q=0.1", null },
        { "GET", "application/activity+json", "Range: bytes=0-10" },
        { "GET", "application/activity+json", "If-None-Match: *" },
        { "GET", "text/html", "If-Modified-Since: Sat, 01 Jan 2050 00:00:00 GMT" },
        { "HEAD", "application/activity+json", null },
        { "HEAD", "text/html", null },
        { "OPTIONS", "application/activity+json", null },
        { "OPTIONS", null, "Origin: https://eve.example" },
        { "PROPFIND", "*/*", null },
    }, first: 3);

    [Theory]
    [MemberData(nameof(Askings))]
    public async Task A_post_is_not_there_for_whoever_may_not_see_it(string method, string? accept, string? header)
    {
        // A house looks up only so many unknown keys a minute.
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, bob, eve) = (server.Person("joe"), server.Person("ann"), server.Person("bob"), other.Person("eve"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        await eve.TellAsync(eve.Follow());
        var post = await house.PublishAsync("Only for Joe", circleIds: [circle]);
        RemotePerson?[] askers = [null, ann, bob, eve, other.Instance];

        foreach (var asker in askers)
        {
            await AssertLikeNothingAsync(asker, server, $"/posts/{post}", $"/posts/{Guid.CreateVersion7()}", method, accept, header);
        }
        await house.RemoveAsync(joe);
        await AssertLikeNothingAsync(joe, server, $"/posts/{post}", $"/posts/{Guid.CreateVersion7()}", method, accept, header);
        await AssertLikeNothingAsync(server.Instance, server, $"/posts/{post}", $"/posts/{Guid.CreateVersion7()}", method, accept, header);
    }

    [Theory]
    [MemberData(nameof(Askings))]
    public async Task A_post_and_its_photos_are_not_there_for_who_is_not_signed_in_or_not_in_the_circle(
        string method, string? accept, string? header)
    {
        var circle = await house.CircleAsync(house.Ingrid);
        var photo = await house.UploadAsync();
        var post = await house.PublishAsync(photos: [photo], circleIds: [circle]);
        var comment = await house.CommentAsync(house.Mara, post);
        using var stranger = new Browser(house);
        using var tom = await house.BrowserOfAsync(house.Tom);

        foreach (var browser in new[] { stranger, tom })
        {
            foreach (var target in new[] { "/photos/PHOTO/small.webp", "/photos/PHOTO/large.webp", "/photos/PHOTO/full.jpg",
                "/photos/PHOTO/../full.jpg", "/posts/POST", "/posts/POST/photos.zip",
                "/posts/POST/photos/1", "/posts/POST/edit", "/posts/POST/delete",
                "/comments/COMMENT", "/comments/COMMENT/edit", "/comments/COMMENT/delete" })
            {
                var (there, nowhere) =
                    (Fill(target, photo.Id, post, comment),
                        Fill(target, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()));
                Assert.Equal(await AskAsync(browser.SendAsync, nowhere, method, accept, header),
                    await AskAsync(browser.SendAsync, there, method, accept, header));
            }
        }
    }

    [Fact]
    public async Task The_collections_of_an_author_are_like_those_of_nobody()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, bob, eve) = (server.Person("joe"), server.Person("bob"), other.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var place = await PlaceOfAsync(await house.PublishAsync());
        string[] collections =
        [
            "outbox", "outbox?page=true", "outbox/page", $"outbox/page/{place}", "followers", "followers/page", $"followers/page/{place}",
            "followers_synchronization", "following", "featured", "collections/featured",
        ];

        foreach (var collection in collections)
        {
            foreach (var (method, accept) in new[] { ("GET", "application/activity+json"), ("GET", "text/html"), ("GET", "*/*"),
                ("HEAD", "application/activity+json") })
            {
                foreach (var asker in new[] { null, bob, eve, other.Instance })
                {
                    await AssertLikeNothingAsync(
                        asker, server, $"/users/mara/{collection}", $"/users/nobody/{collection}", method, accept, null);
                }
            }
            await AssertLikeNothingAsync(joe, server, $"/users/ingrid/{collection}", $"/users/nobody/{collection}", "GET",
                "application/activity+json", null);
        }
        await house.RemoveAsync(joe);
        foreach (var collection in collections)
        {
            foreach (var asker in new[] { joe, server.Instance })
            {
                await AssertLikeNothingAsync(
                    asker, server, $"/users/mara/{collection}", $"/users/nobody/{collection}", "GET", "application/activity+json", null);
            }
        }
    }

    [Fact]
    public async Task A_member_finds_no_collections_with_their_browser()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var post = await house.PublishAsync();

        foreach (var path in new[] { "/users/mara/outbox", "/users/mara/outbox/page", "/users/mara/followers",
            "/users/mara/followers_synchronization", "/users/mara/featured", $"/posts/{post}/replies" })
        {
            foreach (var accept in new[] { "application/activity+json", "text/html" })
            {
                var nothing = await AskAsync(ingrid.SendAsync, "/users/nobody/outbox", "GET", accept, null);
                Assert.Equal(nothing, await AskAsync(ingrid.SendAsync, path, "GET", accept, null));
                Assert.StartsWith("404", nothing, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_belongs_to_a_post_is_like_what_belongs_to_none()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, bob, eve) = (server.Person("joe"), server.Person("ann"), server.Person("bob"), other.Person("eve"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        await eve.TellAsync(eve.Follow());
        var (post, none) = (await house.PublishAsync("Only for Joe", circleIds: [circle]), Guid.CreateVersion7());
        await joe.TellAsync(joe.Reply(post));
        string[] parts = ["replies", "replies/page", $"replies/page/{await PlaceOfAsync(post)}", "likes", "shares", "activity", "embed"];

        foreach (var part in parts)
        {
            foreach (var asker in new[] { null, ann, bob, eve, other.Instance })
            {
                await AssertLikeNothingAsync(
                    asker, server, $"/posts/{post}/{part}", $"/posts/{none}/{part}", "GET", "application/activity+json", null);
                await AssertLikeNothingAsync(asker, server, $"/posts/{post}/{part}", $"/posts/{none}/{part}", "GET", "text/html", null);
            }
        }
        await house.RemoveAsync(joe);
        foreach (var part in parts)
        {
            foreach (var asker in new[] { joe, server.Instance })
            {
                await AssertLikeNothingAsync(
                    asker, server, $"/posts/{post}/{part}", $"/posts/{none}/{part}", "GET", "application/activity+json", null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Askings))]
    public async Task A_comment_is_not_there_for_whoever_may_not_see_its_post(string method, string? accept, string? header)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann, eve) = (server.Person("joe"), server.Person("ann"), server.Person("eve"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        await eve.TellAsync(eve.Follow());
        var comment = await house.CommentAsync(house.Mara, await house.PublishAsync("Only for Joe", circleIds: [circle]));
        await house.RemoveAsync(joe);

        foreach (var asker in new[] { null, joe, ann, eve, server.Instance })
        {
            await AssertLikeNothingAsync(asker, server, $"/comments/{comment}", $"/comments/{Guid.CreateVersion7()}", method, accept,
                header);
        }
    }

    [Theory]
    [InlineData("application/activity+json")]
    [InlineData("text/html")]
    [InlineData("*/*")]
    public async Task Who_only_reads_is_nobody_outside(string accept)
    {
        await using var server = await Neighbour.OpenAsync(house);

        await AssertLikeNothingAsync(null, server, "/users/ingrid", "/users/nobody", "GET", accept, null);
        var reader = await PostAsync(server.Person("eve"), "/users/ingrid/inbox");
        Assert.Equal(await PostAsync(server.Person("eve"), "/users/nobody/inbox"), reader);
        Assert.StartsWith("40", reader, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_person_of_a_followers_server_sees_only_the_stub_of_an_author()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, bob) = (server.Person("joe"), server.Person("bob"));
        await house.WelcomeAsync(joe);

        using var joes = await joe.GetAsync("/users/mara");
        Assert.Equal("Mara Lindgren", (await joes.JsonAsync()).Text("name"));
        using var servers = await server.Instance.GetAsync("/users/mara");
        Assert.Equal("Mara Lindgren", (await servers.JsonAsync()).Text("name"));
        using var bobs = await bob.GetAsync("/users/mara");
        Assert.False((await bobs.JsonAsync()).TryGetProperty("name", out _));
    }

    [Fact]
    public async Task Nothing_can_be_learnt_by_speaking_of_a_post()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var unknown = await Neighbour.OpenAsync(house, "other-server.test");
        var (eve, stranger) = (server.Person("eve"), unknown.Person("mallory"));
        await eve.TellAsync(eve.Follow());
        var (post, none) = (await house.PublishAsync(), Guid.CreateVersion7());
        var before = await house.CommentsAsync(post);

        foreach (var person in new[] { eve, stranger })
        {
            foreach (var type in new[] { "Like", "Announce", "Flag", "EmojiReact", "Undo", "Delete", "Update", "Add", "View" })
            {
                Assert.Equal(
                    await PostAsync(person, "/users/mara/inbox", person.Activity(type, House.Url($"/posts/{none}"))),
                    await PostAsync(person, "/users/mara/inbox", person.Activity(type, House.Url($"/posts/{post}"))));
            }
            Assert.Equal(await PostAsync(person, "/inbox", person.Reply(none)), await PostAsync(person, "/inbox", person.Reply(post)));
        }
        await house.SettleAsync();
        Assert.Equal(before, await house.CommentsAsync(post));
    }

    [Fact]
    public async Task Nothing_that_finds_pages_by_itself_finds_anything()
    {
        using var eve = house.Client();
        await house.PublishAsync("A secret of the Lindgrens");

        foreach (var path in new[] { "/robots.txt", "/sitemap.xml", "/feed", "/rss", "/atom.xml",
            "/oembed?url=https://lindgren.test/posts/1", "/search?q=snow", "/api/v1/instance", "/api/v1/timelines/public", "/health",
            "/metrics", "/.env", "/privatefed.db", "/media/", "/nodeinfo/2.1", "/.well-known/nodeinfo", "/.well-known/host-meta" })
        {
            using var answer = await eve.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, path);
            Assert.DoesNotContain("Lindgrens", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("mara", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("localPosts", text, StringComparison.Ordinal);
        }
    }

    /// <summary>A page's address that could be true.</summary>
    private Task<string> PlaceOfAsync(Guid postId) =>
        house.ReadAsync(async db => (await db.Posts.SingleAsync(post => post.Id == postId)).Place.ToString());

    private static async Task AssertLikeNothingAsync(
        RemotePerson? asker, Neighbour server, string there, string nowhere, string method, string? accept, string? header)
    {
        var nothing = await AskAsync(asker, server, nowhere, method, accept, header);
        var something = await AskAsync(asker, server, there, method, accept, header);
        Assert.Equal(nothing, something);
        Assert.StartsWith(method == "OPTIONS" ? "" : "4", nothing, StringComparison.Ordinal);
    }

    private static Task<string> AskAsync(
        RemotePerson? asker, Neighbour server, string target, string method, string? accept, string? header)
    {
        if (asker is null)
        {
            return AskAsync(server.Client.SendAsync, target, method, accept, header);
        }
        var letter = asker.Question(target);
        (letter.Method, letter.Accept) = (new HttpMethod(method), accept);
        return SendAsync(asker.Server.Client.SendAsync, letter.Seal(), header);
    }

    private static Task<string> AskAsync(
        Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string target, string method, string? accept, string? header)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        return SendAsync(send, request, header);
    }

    private static async Task<string> SendAsync(
        Func<HttpRequestMessage, Task<HttpResponseMessage>> send, HttpRequestMessage request, string? header)
    {
        using (request)
        {
            if (header?.Split(": ") is [var name, var value])
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            using var answer = await send(request);
            return await answer.EverythingAsync();
        }
    }

    private static string Fill(string target, Guid photo, Guid post, Guid comment) =>
        target.Replace("PHOTO", $"{photo}", StringComparison.Ordinal).Replace("POST", $"{post}", StringComparison.Ordinal)
            .Replace("COMMENT", $"{comment}", StringComparison.Ordinal);

    private static async Task<string> PostAsync(RemotePerson person, string target, System.Text.Json.Nodes.JsonObject? activity = null)
    {
        using var answer = await person.SendAsync(person.Letter(activity ?? person.Follow(), target));
        return await answer.EverythingAsync();
    }
}
