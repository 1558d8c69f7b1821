using System.Net;
using System.Text.Json;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>A family's post reaches the people who were let in, and nobody else.</summary>
public class PostTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_post_to_everyone_goes_once_to_each_server()
    {
        await using var mastodon = await Neighbour.OpenAsync(house);
        await using var snac = await Neighbour.OpenAsync(house, "other-server.test");
        await house.WelcomeAsync(mastodon.Person("joe"));
        await house.WelcomeAsync(mastodon.Person("ann"));
        await house.WelcomeAsync(snac.Person("sam").WithoutSharedInbox());

        await house.PublishAsync();
        await mastodon.ExpectAsync("Create");
        await snac.ExpectAsync("Create");
        await house.SettleAsync();

        Assert.Equal("/inbox", Assert.Single(mastodon.Received, IsCreate).Target);
        Assert.Equal("/users/sam/inbox", Assert.Single(snac.Received, IsCreate).Target);
        await mastodon.Received.Single(IsCreate).AssertSignedByAsync(house, "mara", mastodon.Host);
    }

    [Fact]
    public async Task The_Note_is_addressed_to_followers_only_and_says_what_Mara_wrote()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));

        var post = await house.PublishAsync("The **first** snow!", [await house.UploadAsync("Snow on the roof")]);

        var create = (await server.ExpectAsync("Create"))[0];
        var note = create.Json.GetProperty("object");
        Assert.Equal(House.Url($"/posts/{post}"), note.Text("id"));
        Assert.Equal(("Note", House.Url("/users/mara")), (note.Text("type"), note.Text("attributedTo")));
        Assert.Equal("<p>The <strong>first</strong> snow!</p>", note.Text("content"));
        foreach (var document in new[] { create.Json, note })
        {
            Assert.Equal([House.Url("/users/mara/followers")], document.Texts("to"));
            Assert.Empty(document.Texts("cc"));
        }
        Assert.DoesNotContain("Public\"", create.Json.GetRawText(), StringComparison.Ordinal);
        var photo = note.GetProperty("attachment")[0];
        Assert.Equal(("Document", "image/jpeg", "Snow on the roof"), (photo.Text("type"), photo.Text("mediaType"), photo.Text("name")));
        Assert.Equal((320, 240), (photo.GetProperty("width").GetInt32(), photo.GetProperty("height").GetInt32()));
        Assert.NotEmpty(photo.Text("blurhash")!);
    }

    [Fact]
    public async Task What_a_follower_fetches_is_what_was_sent()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);
        var sent = (await server.ExpectAsync("Create"))[0].Json.GetProperty("object");

        foreach (var person in new[] { joe, server.Instance })
        {
            using var answer = await person.GetAsync($"/posts/{post}");
            var fetched = await answer.JsonAsync();
            Assert.Equal("application/activity+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("Accept", answer.Headers.Vary.Single());
            Assert.All(sent.EnumerateObject(), property => Assert.Equal(property.Value.GetRawText(), fetched.GetProperty(property.Name)
                .GetRawText()));
        }
    }

    [Fact]
    public async Task An_album_of_more_than_four_photos_ends_with_a_link_to_its_page()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var photos = new List<DescribedPhoto>();
        for (var number = 0; number < 5; number++)
        {
            photos.Add(await house.UploadAsync($"Photo {number}"));
        }

        var post = await house.PublishAsync(photos: [.. photos]);

        var note = (await server.ExpectAsync("Create"))[0].Json.GetProperty("object");
        Assert.Equal(photos.Select(photo => photo.Description), note.GetProperty("attachment").EnumerateArray()
            .Select(photo => photo.Text("name")!));
        Assert.Contains($"<a href=\"{House.Url($"/posts/{post}")}\">All 5 photos</a>", note.Text("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_told_to_everybody_who_has_the_post()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync("The frist snow!");
        var create = (await server.ExpectAsync("Create"))[0];
        server.Forget();

        House.Value(await EditAsync(house.Mara, post, "The first snow!"));

        var update = (await server.ExpectAsync("Update"))[0];
        var note = update.Json.GetProperty("object");
        Assert.Equal(create.Json.GetProperty("object").Text("id"), note.Text("id"));
        Assert.Equal(create.Json.GetProperty("object").Text("published"), note.Text("published"));
        Assert.NotEqual(create.Json.Text("id"), update.Json.Text("id"));
        Assert.True(note.GetProperty("updated").GetDateTimeOffset() <= house.Clock.GetUtcNow());
        Assert.Contains("first", note.Text("content"), StringComparison.Ordinal);
        Assert.Equal([House.Url("/users/mara/followers")], note.Texts("to"));
    }

    [Fact]
    public async Task Nobody_edits_or_deletes_anothers_post_but_the_owner_may_delete()
    {
        var post = await house.PublishAsync(by: house.Tom);

        Assert.False((await EditAsync(house.Mara, post, "Not Tom's words")).Succeeded);
        Assert.False((await DeleteAsync(house.Ingrid, post)).Succeeded);
        Assert.True((await DeleteAsync(house.Mara, post)).Succeeded);
    }

    [Fact]
    public async Task Who_only_reads_cannot_post()
    {
        var refused = await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            house.Ingrid.Id, new NewPost("Hello", [], []), House.Cancellation));

        Assert.False(refused.Succeeded);
    }

    [Fact]
    public async Task A_deleted_post_is_taken_back_from_who_had_it_and_gone_for_who_could_see_it()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, eve) = (server.Person("joe"), other.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var photo = await house.UploadAsync();
        var post = await house.PublishAsync(photos: [photo]);
        var link = LinkIn((await server.ExpectAsync("Create"))[0]);

        House.Value(await DeleteAsync(house.Mara, post));

        var delete = (await server.ExpectAsync("Delete"))[0];
        Assert.Equal(("Tombstone", House.Url($"/posts/{post}")), (delete.Json.GetProperty("object")
            .Text("type"), delete.Json.GetProperty("object").Text("id")));
        await delete.AssertSignedByAsync(house, "mara", server.Host);
        using var joes = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.Gone, joes.StatusCode);
        Assert.Equal("Tombstone", JsonSerializer.Deserialize<JsonElement>(await joes.Content.ReadAsStringAsync()).Text("type"));
        using var eves = await eve.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, eves.StatusCode);
        using var unsigned = await server.Client.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, unsigned.StatusCode);
        Assert.False(Directory.Exists(house.FolderOf(photo.Id)));
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task A_post_deleted_while_it_is_on_its_way_is_deleted_there_too()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Receive = async (_, context) =>
        {
            arrived.TrySetResult();
            await goOn.Task;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        };
        var post = await house.PublishAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));

        House.Value(await DeleteAsync(house.Mara, post));
        server.Awake();
        goOn.SetResult();

        await server.ExpectAsync("Delete");
        Assert.Equal(["Create", "Delete"], server.Received.Select(one => one.Type).Where(type => type is "Create" or "Delete"));
    }

    [Fact]
    public async Task A_post_deleted_before_it_was_sent_is_not_sent()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Sleep();
        var post = await house.PublishAsync();
        await server.ExpectAsync("Create");
        House.Value(await DeleteAsync(house.Mara, post));
        server.Awake();
        server.Forget();

        house.Clock.Advance(TimeSpan.FromHours(1));

        await server.ExpectAsync("Delete");
        await house.SettleAsync();
        Assert.DoesNotContain(server.Received, IsCreate);
    }

    [Fact]
    public async Task A_reader_is_You_among_those_who_reacted_on_the_posts_page_as_on_the_first_page()
    {
        var post = await house.PublishAsync("Waffles");
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        (await tom.SubmitAsync($"/posts/{post}", $"/posts/{post}?handler=React", ("kind", "❤️"))).Dispose();
        (await ingrid.SubmitAsync($"/posts/{post}", $"/posts/{post}?handler=React", ("kind", "❤️"))).Dispose();

        Assert.Contains("❤️</span> You and Tom<", await ingrid.TextAsync($"/posts/{post}"), StringComparison.Ordinal);
        Assert.Contains("You and Tom", await ingrid.TextAsync("/"), StringComparison.Ordinal);
        Assert.Contains("❤️</span> You and Ingrid<", await tom.TextAsync($"/posts/{post}"), StringComparison.Ordinal);
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("❤️</span> Tom and Ingrid<", await mara.TextAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editing_a_post_says_that_its_photos_stay_and_what_to_do()
    {
        var post = await house.PublishAsync("Waffles", [await house.UploadAsync()]);
        using var mara = await house.BrowserOfAsync(house.Mara);

        Assert.Contains("Photos can't be added or removed here.", await mara.TextAsync($"/posts/{post}/edit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_replies_and_their_words_are_cleaned()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        await joe.TellAsync(joe.Reply(
            post, "<p>How <b onclick=\"x()\">lovely</b>!</p><img src=\"https://track.example/1.gif\"><script>x()</script>"));

        Assert.Equal("<p>How <b>lovely</b>!</p>", Assert.Single(await house.CommentsAsync(post)).Html);
    }

    private static bool IsCreate(Arrived arrived) => arrived.Type == "Create";

    private static string LinkIn(Arrived create) =>
        new Uri(create.Json.GetProperty("object").GetProperty("attachment")[0].Text("url")!).AbsolutePath;

    private Task<Result<Guid>> EditAsync(Member member, Guid post, string text) =>
        house.DoAsync((EditPost edit) => edit.EditAsync(
            member.Id, post, new EditedPost(text, LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation));

    private Task<Result<Guid>> DeleteAsync(Member member, Guid post) =>
        house.DoAsync((DeletePost delete) => delete.DeleteAsync(member.Id, member.Role, post, House.Cancellation));
}
