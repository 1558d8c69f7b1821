using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.CustomEmojis;
using PrivateFed.Languages;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;
using PrivateFed.Web;

namespace PrivateFed.Tests.CustomEmojis;

/// <summary>Custom emoji of people elsewhere are shown as pictures of our own, and stay their :name: where that cannot be.</summary>
public class EmojiTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_reply_a_name_and_a_reaction_are_shown_with_pictures_that_only_the_house_sees()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        Offer(server, "/emoji/cat.png", Drawing.Photo(128, 128).PngsaveBuffer());
        joe.Document["name"] = "Joe :cat_2: <b>";
        joe.Document["@context"] = Context();
        joe.Document["tag"] = new JsonArray(Tag(server, "cat_2", "/emoji/cat.png"));
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync("An evening in the garden.");

        // As Mastodon and Hollo send it, as Misskey does, and as Pleroma and Iceshrimp.NET do.
        await joe.TellAsync(With(
            joe.Reply(post, "<p>So nice :cat_2: <a href=\"https://x.test/:cat_2:?a=>:cat_2:\">here</a> <code>:cat_2:</code> :unknown:</p>"),
            inside: true, Tag(server, "cat_2", "/emoji/cat.png")));
        var like = With(joe.Activity("Like", House.Url($"/posts/{post}")), inside: false, Tag(server, "party", "/emoji/cat.png"));
        (like["content"], like["_misskey_reaction"]) = (":party:", ":party:");
        await joe.TellAsync(like);
        var react = With(joe.Activity("EmojiReact", House.Url($"/posts/{post}")), inside: false, Tag(server, "wave", "/emoji/cat.png"));
        react["content"] = ":wave:";
        await joe.TellAsync(react);

        await Eventually.Happens("three pictures",
            () => house.ReadAsync(async db => await db.CustomEmojis.CountAsync(emoji => emoji.Host.Name == server.Host
                && emoji.HasPicture) == 3));
        var ids = await house.ReadAsync(db => db.CustomEmojis.Where(emoji => emoji.Host.Name == server.Host)
            .ToDictionaryAsync(emoji => emoji.Shortcode, emoji => emoji.Id));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var page = await ingrid.ReadAsync($"/posts/{post}");
        Assert.Contains($"<b>Joe {Picture(ids["cat_2"], "cat_2")} &lt;b&gt;</b>", page, StringComparison.Ordinal);
        Assert.Contains($"So nice {Picture(ids["cat_2"], "cat_2")} <a", page, StringComparison.Ordinal);
        Assert.Contains("<code>:cat_2:</code> :unknown:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("x.test/<img", page, StringComparison.Ordinal);
        Assert.Contains($"<span class=\"sign\">{Picture(ids["party"], "party")}</span>", page, StringComparison.Ordinal);
        Assert.Contains($"<span class=\"sign\">{Picture(ids["wave"], "wave")}</span>", page, StringComparison.Ordinal);
        Assert.Contains(":cat_2:", Assert.Single(await house.CommentsAsync(post)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Host + "/emoji", page, StringComparison.Ordinal);

        var path = $"/emoji/{ids["cat_2"]}.webp";
        using var seen = await ingrid.GetAsync(path);
        using var picture = Image.NewFromBuffer(await seen.Content.ReadAsByteArrayAsync());
        Assert.Equal((72, 72, "image/webp"), (picture.Width, picture.Height, seen.Content.Headers.ContentType!.MediaType));
        using var stranger = new Browser(house);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync(path));
        // Asked for once each, however often they are used.
        await joe.TellAsync(With(joe.Reply(post, "<p>Again :cat_2:</p>"), inside: true, Tag(server, "cat_2", "/emoji/cat.png")));
        Assert.Equal(3, server.Asked.Count(asked => asked == "/emoji/cat.png"));
    }

    [Fact]
    public async Task A_reaction_under_a_comment_and_who_gave_it_are_shown_with_pictures()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        Offer(server, "/emoji/cat.png", Drawing.Photo(128, 128).PngsaveBuffer());
        joe.Document["name"] = "Joe :cat_2:";
        joe.Document["@context"] = Context();
        joe.Document["tag"] = new JsonArray(Tag(server, "cat_2", "/emoji/cat.png"));
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync("An evening in the garden.");
        var comment = await house.CommentAsync(house.Ingrid, post);
        var react =
            With(joe.Activity("EmojiReact", House.Url($"/comments/{comment}")), inside: false, Tag(server, "wave", "/emoji/cat.png"));
        react["content"] = ":wave:";

        await joe.TellAsync(react);

        await Eventually.Happens("two pictures",
            () => house.ReadAsync(async db => await db.CustomEmojis.CountAsync(emoji => emoji.Host.Name == server.Host
                && emoji.HasPicture) == 2));
        var ids = await house.ReadAsync(db => db.CustomEmojis.Where(emoji => emoji.Host.Name == server.Host)
            .ToDictionaryAsync(emoji => emoji.Shortcode, emoji => emoji.Id));
        using var tom = await house.BrowserOfAsync(house.Tom);
        Assert.Contains(
            $"<span class=\"sign\">{Picture(ids["wave"], "wave")}</span> Joe {Picture(ids["cat_2"], "cat_2")}</span>",
            await tom.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_small_picture_stays_its_name()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        Offer(server, "/drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"u8.ToArray());
        Offer(server, "/wide.png", Drawing.Plain(1001, 1000, Drawing.Red).PngsaveBuffer());
        Offer(server, "/bomb.gif", [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, .. "never a frame"u8]);
        Offer(server, "/heavy.png", [.. Drawing.Plain(9, 9, Drawing.Red).PngsaveBuffer(), .. new byte[FetchEmoji.MaxBytes]]);
        Offer(server, "/fine.gif", Drawing.Plain(40, 20, Drawing.Green).GifsaveBuffer());
        var post = await house.PublishAsync("What a day.");

        await joe.TellAsync(With(
            joe.Reply(post, "<p>:svg: :wide: :bomb: :heavy: :fine:</p>"), inside: true,
            Tag(server, "svg", "/drawing.svg"), Tag(server, "wide", "/wide.png"), Tag(server, "bomb", "/bomb.gif"),
            Tag(server, "heavy", "/heavy.png"), Tag(server, "fine", "/fine.gif")));

        await Eventually.Happens("all asked for",
            () => house.ReadAsync(async db => await db.CustomEmojis.CountAsync(emoji => emoji.Host.Name == server.Host
                && emoji.FetchedAt != null) == 5));
        await Eventually.Happens("a picture",
            () => house.ReadAsync(db => db.CustomEmojis.AnyAsync(emoji => emoji.Host.Name == server.Host && emoji.HasPicture)));
        Assert.Equal(["fine"], await house.ReadAsync(db => db.CustomEmojis
            .Where(emoji => emoji.Host.Name == server.Host && emoji.HasPicture).Select(emoji => emoji.Shortcode).ToListAsync()));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.Contains("<p>:svg: :wide: :bomb: :heavy: <img class=\"emoji\"", await ingrid.ReadAsync($"/posts/{post}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_for_on_behalf_of_a_stranger_or_on_another_server()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        await using var media = await Neighbour.OpenAsync(house);
        foreach (var place in new[] { server, other, media })
        {
            Offer(place, "/one.png", Drawing.Plain(20, 20, Drawing.Red).PngsaveBuffer());
        }
        var eve = server.Person("eve");
        eve.Document["name"] = "Eve :one:";
        eve.Document["@context"] = Context();
        eve.Document["tag"] = new JsonArray(Tag(server, "one", "/one.png"));
        await eve.TellAsync(eve.Follow());
        var post = await house.PublishAsync("Snow.");
        await eve.TellAsync(With(eve.Reply(post, "<p>:two:</p>"), inside: true, Tag(server, "two", "/one.png")));

        var joe = server.Person("joe");
        joe.Document["icon"] = new JsonObject { ["type"] = "Image", ["url"] = media.Url("/joe.png") };
        await house.WelcomeAsync(joe);
        await joe.TellAsync(With(joe.Reply(post, "<p>:far: :near:</p>"), inside: true, Tag(other, "far", "/one.png"),
            Tag(media, "near", "/one.png")));

        await Eventually.Happens("the picture from where Joe's server keeps its media",
            () => house.ReadAsync(db => db.CustomEmojis.AnyAsync(emoji => emoji.Shortcode == "near" && emoji.HasPicture)));
        Assert.DoesNotContain("/one.png", server.Asked);
        Assert.Empty(other.Asked);
        Assert.False(await house.ReadAsync(db => db.CustomEmojis.AnyAsync(emoji => emoji.Shortcode == "two" || emoji.Shortcode == "far")));
    }

    [Fact]
    public async Task A_server_that_names_thousands_is_kept_within_bounds()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync("Many.");
        var hostId = (await house.HostOfAsync(server)).Id;
        var joeId = await house.IdOfAsync(joe);
        await house.ReadAsync(async db =>
        {
            db.CustomEmojis.AddRange(Enumerable.Range(0, StoreEmoji.MaxPerHost - 5).Select(number => new CustomEmoji
            {
                HostId = hostId,
                Shortcode = $"old{number}",
                Url = server.Url("/none.png"),
                BroughtById = joeId,
                FetchedAt = house.Clock.GetUtcNow(),
            }));
            return await db.SaveChangesAsync();
        });

        var tags = Enumerable.Range(0, 300).Select(number => Tag(server, $"new{number}", "/none.png")).ToArray();
        await joe.TellAsync(With(joe.Reply(post, "<p>:new1:</p>"), inside: true, tags));

        Assert.Equal(StoreEmoji.MaxPerHost, await house.ReadAsync(db => db.CustomEmojis.CountAsync(emoji => emoji.HostId == hostId)));
        await Eventually.Happens("tomorrow",
            () => house.ReadAsync(async db => !await db.CustomEmojis.AnyAsync(emoji => emoji.HostId == hostId
                && emoji.DueAt < house.Clock.GetUtcNow() + TimeSpan.FromHours(20))));
        Assert.DoesNotContain("/none.png", server.Asked);
    }

    [Theory]
    [InlineData("<p>:a:</p>", "<p>[a]</p>")]
    [InlineData("<p>:a::a: x:a:y 10:20:30</p>", "<p>[a][a] x[a]y 10:20:30</p>")]
    [InlineData("<a href=\"https://h/:a:\">:a:</a>", "<a href=\"https://h/:a:\">[a]</a>")]
    [InlineData("<a href=\"https://h/>:a:\">b</a>", "<a href=\"https://h/>:a:\">b</a>")]
    [InlineData("<pre><code>:a:</code></pre>:a:", "<pre><code>:a:</code></pre>[a]")]
    [InlineData("&lt;:a:&gt; :A: :constructor:", "&lt;[a]&gt; :A: :constructor:")]
    public void A_picture_stands_only_where_text_stands(string html, string expected)
    {
        var id = Guid.CreateVersion7();

        var shown = EmojiInHtml.With(html, new Dictionary<string, Guid>(StringComparer.Ordinal) { ["a"] = id });

        Assert.Equal(expected.Replace("[a]", Picture(id, "a"), StringComparison.Ordinal), shown);
    }

    [Fact]
    public void A_long_text_of_colons_costs_little()
    {
        var html = new StringBuilder().Insert(0, ":a<\"", 25_000).ToString();

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        EmojiInHtml.With(html, new Dictionary<string, Guid>(StringComparer.Ordinal));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }

    private static string Picture(Guid id, string shortcode) =>
        $"<img class=\"emoji\" src=\"/emoji/{id}.webp\" alt=\":{shortcode}:\" title=\":{shortcode}:\" decoding=\"async\">";

    private static JsonArray Context() => new("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", new JsonObject
    {
        ["toot"] = "http://joinmastodon.org/ns#",
        ["Emoji"] = "toot:Emoji",
        ["misskey"] = "https://misskey-hub.net/ns#",
        ["_misskey_reaction"] = "misskey:_misskey_reaction",
        ["EmojiReact"] = "http://litepub.social/ns#EmojiReact",
    });

    private static JsonObject Tag(Neighbour server, string shortcode, string path) => new()
    {
        ["id"] = server.Url($"/tags/{shortcode}"),
        ["type"] = "Emoji",
        ["name"] = $":{shortcode}:",
        ["icon"] = new JsonObject { ["type"] = "Image", ["mediaType"] = "image/png", ["url"] = server.Url(path) },
    };

    private static JsonObject With(JsonObject activity, bool inside, params JsonObject[] tags)
    {
        activity["@context"] = Context();
        (inside ? activity["object"]! : activity)["tag"] = new JsonArray([.. tags]);
        return activity;
    }

    private static void Offer(Neighbour server, string path, byte[] file) =>
        server.Pages[path] = context => context.Response.Body.WriteAsync(file).AsTask();
}
