using System.Text.Json.Nodes;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>Hearts and other signs from other servers, in every spelling that they use.</summary>
public class ReactionTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("Like", null, null, "❤️")]
    [InlineData("Like", "content", "", "❤️")]
    [InlineData("Like", "content", "❤", "❤️")]
    [InlineData("Like", "_misskey_reaction", "🎉", "🎉")]
    [InlineData("Like", "_misskey_reaction", ":blobcat@misskey.test:", ":blobcat:")]
    [InlineData("EmojiReact", "content", "😂", "😂")]
    [InlineData("EmojiReact", "content", "👍🏽", "👍🏽")]
    [InlineData("EmojiReact", "content", "🏳️‍🌈", "🏳️‍🌈")]
    [InlineData("EmojiReact", "content", ":blobcat:", ":blobcat:")]
    [InlineData("EmojiReact", "content", "<script>x()</script>", "❤️")]
    [InlineData("EmojiReact", "content", "You are all fools", "❤️")]
    [InlineData("EmojiReact", "content", ":a name with blanks:", "❤️")]
    public async Task A_reaction_of_another_server_is_shown_with_its_name(string type, string? property, string? content, string shown)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var activity = joe.Activity(type, House.Url($"/posts/{post}"));
        if (property is not null)
        {
            activity[property] = content;
        }

        await joe.TellAsync(activity);
        activity["id"] = joe.NewId();
        await joe.TellAsync(activity);

        Assert.Equal(shown, Assert.Single(await house.ReactionsAsync(post)).Kind);
        using var browser = await house.BrowserOfAsync(house.Ingrid);
        Assert.Contains($"{shown}</span> joe from next door", System.Net.WebUtility.HtmlDecode(await browser.ReadAsync($"/posts/{post}")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by its id")]
    [InlineData("whole")]
    [InlineData("with another id")]
    [InlineData("without an id")]
    [InlineData("by the post")]
    public async Task It_is_undone_however_the_server_says_so(string how)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var like = joe.Activity("Like", House.Url($"/posts/{post}"));
        await joe.TellAsync(like);
        await ann.TellAsync(ann.Activity("Like", House.Url($"/posts/{post}")));

        await joe.TellAsync(joe.Activity("Undo", Undone(how, like, post)));

        Assert.Equal(await house.IdOfAsync(ann), Assert.Single(await house.ReactionsAsync(post)).RemoteActorId);
        Assert.Equal(PrivateFed.Follows.FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task Undoing_one_of_two_leaves_the_other()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var party = joe.Activity("EmojiReact", House.Url($"/posts/{post}"));
        party["content"] = "🎉";
        await joe.TellAsync(party);
        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{post}")));

        party["id"] = joe.NewId();
        await joe.TellAsync(joe.Activity("Undo", party.DeepClone()));

        Assert.Equal(Reaction.Heart, Assert.Single(await house.ReactionsAsync(post)).Kind);
    }

    [Theory]
    [InlineData("by its id")]
    [InlineData("whole")]
    [InlineData("without an id")]
    [InlineData("by the post")]
    public async Task Nobody_undoes_the_reaction_of_another(string how)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var like = joe.Activity("Like", House.Url($"/posts/{post}"));
        await joe.TellAsync(like);

        await ann.TellAsync(ann.Activity("Undo", Undone(how, like, post)));
        var inHerOwnName = Undone(how, like, post);
        if (inHerOwnName is JsonObject embedded)
        {
            embedded["actor"] = ann.Uri;
        }
        await ann.TellAsync(ann.Activity("Undo", inHerOwnName));

        Assert.Single(await house.ReactionsAsync(post));
    }

    [Fact]
    public async Task Who_may_not_see_a_post_does_not_react_to_it()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var (secret, open) = (await house.PublishAsync(circleIds: [await house.CircleAsync()]), await house.PublishAsync());

        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{secret}")));
        await eve.TellAsync(eve.Activity("Like", House.Url($"/posts/{open}")));
        await house.RemoveAsync(joe);
        await joe.TellAsync(joe.Activity("EmojiReact", House.Url($"/posts/{open}")));

        Assert.Empty(await house.ReactionsAsync(secret));
        Assert.Empty(await house.ReactionsAsync(open));
    }

    [Fact]
    public async Task One_follower_does_not_fill_a_page_with_signs()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        for (var number = 0; number < Reaction.MaxPerFollower + 3; number++)
        {
            var activity = joe.Activity("EmojiReact", House.Url($"/posts/{post}"));
            activity["content"] = $":cat{number}:";
            await joe.TellAsync(activity);
        }

        Assert.Equal(Reaction.MaxPerFollower, (await house.ReactionsAsync(post)).Count);
    }

    private static JsonNode? Undone(string how, JsonObject like, Guid post)
    {
        var whole = like.DeepClone().AsObject();
        switch (how)
        {
            case "by its id":
                return (string?)like["id"];
            case "by the post":
                return House.Url($"/posts/{post}");
            case "with another id":
                whole["id"] = $"{like["id"]}/again";
                return whole;
            case "without an id":
                whole.Remove("id");
                return whole;
            default:
                return whole;
        }
    }
}
