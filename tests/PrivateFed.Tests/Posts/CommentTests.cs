using System.Net;
using System.Text.Json;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>What Ingrid says under a post travels to those who may see the post, in her own name, and to nobody else.</summary>
public class CommentTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_members_comment_goes_to_every_readers_own_inbox_from_the_member()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        foreach (var person in new[] { joe, ann, sam })
        {
            await house.WelcomeAsync(person);
        }
        var post = await house.PublishAsync();
        await house.SettleAsync();

        var comment = await house.CommentAsync(house.Ingrid, post, "**Kiss** her feet from me.");
        await house.SettleAsync();

        var creates = AboutComment(server, "Create", comment);
        Assert.Equal(["/users/ann/inbox", "/users/joe/inbox"], creates.Select(create => create.Target).Order());
        var note = creates[0].Json.GetProperty("object");
        Assert.Equal(("Note", House.Url("/users/ingrid"), House.Url($"/posts/{post}")),
            (note.Text("type"), note.Text("attributedTo"), note.Text("inReplyTo")));
        Assert.Equal(("<p><strong>Kiss</strong> her feet from me.</p>", House.Url($"/posts/{post}#comment-{comment}")),
            (note.Text("content"), note.Text("url")));
        foreach (var document in new[] { creates[0].Json, note })
        {
            Assert.Equal([House.Url("/users/mara")], document.Texts("to"));
            Assert.Equal([ann.Uri, joe.Uri], document.Texts("cc"));
        }
        // Mastodon shows it to whom it names; a mention would make it a private one.
        Assert.Empty(note.GetProperty("tag").EnumerateArray());
        Assert.DoesNotContain("followers", creates[0].Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Public\"", creates[0].Json.GetRawText(), StringComparison.Ordinal);
        await creates[0].AssertSignedByAsync(house, "ingrid", server.Host);
        // Of the readers on other servers each server learns nothing.
        Assert.Equal([sam.Uri], Assert.Single(AboutComment(other, "Create", comment)).Json.Texts("cc"));
    }

    [Fact]
    public async Task A_comment_on_a_circles_post_stays_in_the_circle()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        var circle = await house.CircleAsync(house.Ingrid);
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        await house.WelcomeAsync(sam);
        var post = await house.PublishAsync(circleIds: [circle]);

        var comment = await house.CommentAsync(house.Ingrid, post);
        await house.SettleAsync();

        var create = Assert.Single(AboutComment(server, "Create", comment));
        Assert.Equal("/users/joe/inbox", create.Target);
        Assert.Equal([joe.Uri], create.Json.Texts("cc"));
        Assert.Empty(AboutComment(other, "Create", comment));
        foreach (var (person, expected) in new[] { (joe, HttpStatusCode.OK), (server.Instance, HttpStatusCode.OK),
            (ann, HttpStatusCode.NotFound), (sam, HttpStatusCode.NotFound), (other.Instance, HttpStatusCode.NotFound) })
        {
            using var answer = await person.GetAsync($"/comments/{comment}");
            Assert.Equal(expected, answer.StatusCode);
        }
        var refused = await WriteAsync(house.Tom, post, "Not for Tom");
        Assert.False(refused.Succeeded);
    }

    [Fact]
    public async Task Who_is_answered_is_mentioned_and_nobody_else()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        foreach (var person in new[] { joe, ann, sam })
        {
            await house.WelcomeAsync(person);
        }
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var joes = Assert.Single(await house.CommentsAsync(post));

        var answer = await house.CommentAsync(house.Ingrid, post, "Is she not!", joes.Id);
        await house.SettleAsync();

        var note = AboutComment(server, "Create", answer)[0].Json.GetProperty("object");
        Assert.Equal(((string?)reply["object"]!["id"], joe.Uri), (note.Text("inReplyTo"), Assert.Single(note.Texts("to"))));
        Assert.Equal([ann.Uri], note.Texts("cc"));
        var mention = Assert.Single(note.GetProperty("tag").EnumerateArray(), tag => tag.Text("href") == joe.Uri);
        Assert.Equal(("Mention", joe.Uri, $"@joe@{server.Host}"), (mention.Text("type"), mention.Text("href"), mention.Text("name")));
        // Sam's server cannot read Joe's reply: there the answer hangs under the post, and Joe is not named.
        var elsewhere = AboutComment(other, "Create", answer)[0].Json;
        Assert.Equal(House.Url($"/posts/{post}"), elsewhere.GetProperty("object").Text("inReplyTo"));
        Assert.DoesNotContain("joe", elsewhere.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_a_member_is_in_reply_to_the_members_comment()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var ingrids = await house.CommentAsync(house.Ingrid, post);

        var maras = await house.CommentAsync(house.Mara, post, "I did.", ingrids);
        await house.SettleAsync();

        var note = AboutComment(server, "Create", maras)[0].Json.GetProperty("object");
        Assert.Equal(House.Url($"/comments/{ingrids}"), note.Text("inReplyTo"));
        Assert.Equal([House.Url("/users/ingrid")], note.Texts("to"));
        Assert.Equal([joe.Uri], note.Texts("cc"));
    }

    [Fact]
    public async Task What_a_reader_fetches_is_what_was_sent()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var comment = await house.CommentAsync(house.Ingrid, await house.PublishAsync());
        await house.SettleAsync();
        var sent = AboutComment(server, "Create", comment)[0].Json.GetProperty("object");

        foreach (var person in new[] { joe, server.Instance })
        {
            using var answer = await person.GetAsync($"/comments/{comment}");
            var fetched = await answer.JsonAsync();
            Assert.Equal("Accept", answer.Headers.Vary.Single());
            Assert.All(sent.EnumerateObject(), property => Assert.Equal(property.Value.GetRawText(), fetched.GetProperty(property.Name)
                .GetRawText()));
        }
    }

    [Fact]
    public async Task An_edit_and_a_deletion_are_told_to_those_who_have_the_comment_alone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, sam) = (server.Person("joe"), other.Person("sam"));
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var comment = await house.CommentAsync(house.Ingrid, post, "Kis her feet.");
        await house.SettleAsync();
        await house.WelcomeAsync(sam);

        House.Value(
            await house.DoAsync((EditComment edit) => edit.EditAsync(Local(house.Ingrid), comment, "Kiss her feet.", House.Cancellation)));
        await house.SettleAsync();
        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(Local(house.Mara), comment, House.Cancellation)));
        await house.SettleAsync();

        var update = Assert.Single(AboutComment(server, "Update", comment));
        Assert.Equal("<p>Kiss her feet.</p>", update.Json.GetProperty("object").Text("content"));
        Assert.True(update.Json.GetProperty("object").TryGetProperty("updated", out _));
        var delete = Assert.Single(AboutComment(server, "Delete", comment));
        Assert.Equal(("Tombstone", House.Url("/users/ingrid")), (delete.Json.GetProperty("object")
            .Text("type"), delete.Json.Text("actor")));
        await delete.AssertSignedByAsync(house, "ingrid", server.Host);
        Assert.DoesNotContain(other.Received, arrived => arrived.Json.GetRawText().Contains($"{comment}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_comment_is_gone_for_who_could_see_it_and_not_there_for_others()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var comment = await house.CommentAsync(house.Ingrid, await house.PublishAsync());

        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(Local(house.Ingrid), comment, House.Cancellation)));

        using var joes = await joe.GetAsync($"/comments/{comment}");
        Assert.Equal(HttpStatusCode.Gone, joes.StatusCode);
        Assert.Equal("Tombstone", JsonSerializer.Deserialize<JsonElement>(await joes.Content.ReadAsStringAsync()).Text("type"));
        using var eves = await eve.GetAsync($"/comments/{comment}");
        Assert.Equal(HttpStatusCode.NotFound, eves.StatusCode);
    }

    [Fact]
    public async Task With_its_post_a_comment_goes_everywhere()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await joe.TellAsync(joe.Reply(post));
        var comment = await house.CommentAsync(house.Ingrid, post);
        await house.SettleAsync();

        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
        await house.SettleAsync();

        await Assert.Single(AboutComment(server, "Delete", comment)).AssertSignedByAsync(house, "ingrid", server.Host);
        Assert.Single(server.Received, arrived => arrived.Type == "Delete"
            && arrived.Json.GetProperty("object").Text("id") == House.Url($"/posts/{post}"));
        Assert.Empty(await house.CommentsAsync(post));
        using var answer = await joe.GetAsync($"/comments/{comment}");
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task A_removed_follower_gets_no_comment_any_more_not_even_one_that_waits()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        await joe.TellAsync(joe.Reply(post));
        var joes = Assert.Single(await house.CommentsAsync(post));
        await house.SettleAsync();
        server.Forget();
        server.Sleep();
        var waiting = await house.CommentAsync(house.Ingrid, post);
        await server.ExpectAsync("Create");
        await house.SettleAsync();
        await house.RemoveAsync(joe);
        server.Awake();
        server.Forget();

        var later = await house.CommentAsync(house.Ingrid, post, "Who was that?", joes.Id);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await server.ExpectAsync("Create");
        await house.SettleAsync();

        Assert.All(AboutComment(server, "Create", waiting).Concat(AboutComment(server, "Create", later)),
            create => Assert.Equal("/users/ann/inbox", create.Target));
        // Named, he would be shown it by his server, whoever's inbox it came to.
        Assert.DoesNotContain("joe", AboutComment(server, "Create", later).Single().Json.GetProperty("object").GetRawText()
            .Replace(server.Host, "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var answer = await joe.GetAsync($"/comments/{later}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_member_who_comments_is_an_actor_whom_nobody_can_follow()
    {
        var gerd =
            House.Value(await house.DoAsync((AddMember add) => add.AddAsync(
                "Gerd", "gerd", "a boat called Gerd's", Role.Member, House.Cancellation)));
        using var stranger = house.Client();
        stranger.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using (var before = await stranger.GetAsync("/users/gerd"))
        {
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        }
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);

        await house.CommentAsync(gerd, await house.PublishAsync());

        using var stub = await stranger.GetAsync("/users/gerd");
        Assert.False((await stub.JsonAsync()).TryGetProperty("name", out _));
        using var whole = await joe.GetAsync("/users/gerd");
        Assert.Equal("Gerd", (await whole.JsonAsync()).Text("name"));
        using var finger = await stranger.GetAsync("/.well-known/webfinger?resource=acct:gerd@lindgren.test");
        Assert.Equal(HttpStatusCode.OK, finger.StatusCode);
        foreach (var person in new[] { joe, eve })
        {
            server.Forget();
            await person.TellAsync(person.Follow("gerd"), "/users/gerd/inbox");
            var reject = Assert.Single(await server.ExpectAsync("Reject"));
            Assert.Equal(House.Url("/users/gerd"), reject.Json.Text("actor"));
            Assert.Null(await house.StateAsync(person, "gerd"));
        }
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task An_author_says_that_replies_are_read_by_all_who_see_the_post()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);

        using var answer = await joe.GetAsync("/users/mara");

        Assert.Contains("read in our house by everybody who may see the post", (await answer.JsonAsync()).Text("summary"),
            StringComparison.Ordinal);
    }

    private static List<Arrived> AboutComment(Neighbour server, string type, Guid comment) =>
        [.. server.Received.Where(arrived => arrived.Type == type
            && arrived.Json.GetProperty("object") is { ValueKind: JsonValueKind.Object } about
            && about.Text("id") == House.Url($"/comments/{comment}"))];

    private static Viewer.Local Local(Member member) => new(member.Id, member.Role);

    private Task<Result<Guid>> WriteAsync(Member member, Guid post, string text) =>
        house.DoAsync((WriteComment write) => write.WriteAsync(Local(member), post, null, text, House.Cancellation));
}
