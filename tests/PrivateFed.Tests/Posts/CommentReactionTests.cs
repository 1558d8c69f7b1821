using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>Followers react to comments as they do to posts.</summary>
public class CommentReactionTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("a member's")]
    [InlineData("a follower's")]
    public async Task O_A_reaction_to_a_comment_is_shown_under_it_and_undone(string whose)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var (id, uri) = await CommentAsync(whose, post, ann);
        var like = joe.Activity("Like", uri);
        var party = joe.Activity("EmojiReact", uri);
        party["content"] = "🎉";

        await joe.TellAsync(like);
        await joe.TellAsync(party);
        like["id"] = joe.NewId();
        await joe.TellAsync(like);

        Assert.Equal([Reaction.Heart, "🎉"], (await house.ReactionsAsync(post)).Select(reaction => reaction.Kind));
        using var browser = await house.BrowserOfAsync(house.Ingrid);
        var page = WebUtility.HtmlDecode(await browser.ReadAsync($"/posts/{post}"));
        var comment = page[page.IndexOf($"id=\"comment-{id}\"", StringComparison.Ordinal)..];
        Assert.Contains("🎉</span> joe from next door", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("joe from next door", page[..page.IndexOf($"id=\"comment-{id}\"", StringComparison.Ordinal)],
            StringComparison.Ordinal);

        await joe.TellAsync(joe.Activity("Undo", like.DeepClone()));
        var without = party.DeepClone().AsObject();
        without.Remove("id");
        await ann.TellAsync(ann.Activity("Undo", without.DeepClone()));
        Assert.Single(await house.ReactionsAsync(post));
        await joe.TellAsync(joe.Activity("Undo", without));
        Assert.Empty(await house.ReactionsAsync(post));
    }

    [Fact]
    public async Task O_A_like_of_a_post_and_of_its_comment_are_two()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var comment = await house.CommentAsync(house.Ingrid, post);
        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{post}")));
        await joe.TellAsync(joe.Activity("Like", House.Url($"/comments/{comment}")));

        await joe.TellAsync(joe.Activity("Undo", joe.Activity("Like", House.Url($"/posts/{post}"))));

        Assert.Equal(comment, Assert.Single(await house.ReactionsAsync(post)).CommentId);
    }

    [Fact]
    public async Task O_Who_may_not_see_the_comment_does_not_react_to_it()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var secret = await house.PublishAsync(circleIds: [await house.CircleAsync(house.Ingrid)]);
        var open = await house.PublishAsync();
        var (hidden, gone) = (await house.CommentAsync(house.Ingrid, secret), await house.CommentAsync(house.Ingrid, open));
        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
            new Viewer.Local(house.Ingrid.Id, house.Ingrid.Role), gone, House.Cancellation)));

        await joe.TellAsync(joe.Activity("Like", House.Url($"/comments/{hidden}")));
        await joe.TellAsync(joe.Activity("Like", House.Url($"/comments/{gone}")));

        Assert.Empty(await house.ReactionsAsync(secret));
        Assert.Empty(await house.ReactionsAsync(open));
    }

    [Theory]
    [InlineData("a member's")]
    [InlineData("a follower's")]
    public async Task O_With_a_comment_the_reactions_to_it_go(string whose)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var (id, uri) = await CommentAsync(whose, post, ann);
        await joe.TellAsync(joe.Activity("Like", uri));
        Assert.Single(await house.ReactionsAsync(post));

        if (whose == "a follower's")
        {
            await ann.TellAsync(ann.Activity("Delete", uri));
        }
        else
        {
            House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
                new Viewer.Local(house.Ingrid.Id, house.Ingrid.Role), id, House.Cancellation)));
        }

        Assert.Empty(await house.ReactionsAsync(post));
    }

    private async Task<(Guid Id, string Uri)> CommentAsync(string whose, Guid post, RemotePerson ann)
    {
        if (whose == "a member's")
        {
            var id = await house.CommentAsync(house.Ingrid, post);
            return (id, House.Url($"/comments/{id}"));
        }
        var reply = ann.Reply(post);
        reply["object"]!["content"] = "<p>From ann</p>";
        await ann.TellAsync(reply);
        var uri = (string)reply["object"]!["id"]!;
        return (await house.ReadAsync(db => db.Comments.Where(comment => comment.Uri == uri).Select(comment => comment.Id)
            .SingleAsync()), uri);
    }
}
