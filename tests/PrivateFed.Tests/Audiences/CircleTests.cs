using System.Net;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Audiences;

/// <summary>A post to a circle is for those in it: Joe and Ingrid here, not Ann (on Joe's server), Sam (on another) or Tom.</summary>
public class CircleTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task It_names_its_readers_and_goes_to_their_own_inboxes()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        var circle = await house.CircleAsync(house.Ingrid);
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        await house.WelcomeAsync(sam);

        await house.PublishAsync(circleIds: [circle]);
        await server.ExpectAsync("Create");
        await house.SettleAsync();

        var create = Assert.Single(server.Received, arrived => arrived.Type == "Create");
        Assert.Equal("/users/joe/inbox", create.Target);
        var note = create.Json.GetProperty("object");
        Assert.Equal([joe.Uri], create.Json.Texts("to"));
        Assert.Equal([joe.Uri], note.Texts("to"));
        Assert.Empty(note.Texts("cc"));
        // Mastodon shows it to whom it names; a mention would make it a private one.
        Assert.Empty(note.GetProperty("tag").EnumerateArray());
        Assert.False(note.TryGetProperty("directMessage", out _));
        Assert.DoesNotContain("followers", create.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(other.Received, arrived => arrived.Type == "Create");
    }

    [Fact]
    public async Task Elsewhere_only_its_readers_and_their_server_can_fetch_it()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(ann);
        await house.WelcomeAsync(sam);

        var post = await house.PublishAsync(circleIds: [circle]);

        await AssertAnswerAsync(HttpStatusCode.OK, joe, post);
        await AssertAnswerAsync(HttpStatusCode.OK, server.Instance, post);
        await AssertAnswerAsync(HttpStatusCode.NotFound, ann, post);
        await AssertAnswerAsync(HttpStatusCode.NotFound, sam, post);
        await AssertAnswerAsync(HttpStatusCode.NotFound, other.Instance, post);
    }

    [Fact]
    public async Task In_the_house_only_its_members_its_author_and_the_owner_see_its_photo()
    {
        var circle = await house.CircleAsync(house.Ingrid);
        var photo = await house.UploadAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var url = $"/photos/{photo.Id}/medium.webp";
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (await mara.StatusAsync(url), await tom.StatusAsync(url), await ingrid.StatusAsync(url)));

        await house.PublishAsync(photos: [photo], circleIds: [circle]);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (await mara.StatusAsync(url), await tom.StatusAsync(url), await ingrid.StatusAsync(url)));
    }

    [Fact]
    public async Task A_photo_of_it_is_not_for_a_server_that_has_no_reader()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, sam) = (server.Person("joe"), other.Person("sam"));
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);
        await house.WelcomeAsync(sam);
        var photo = await house.UploadAsync();

        await house.PublishAsync(photos: [photo], circleIds: [circle]);

        // Even with a seal that is right: what a link opens is asked for anew each time.
        var samsHost = await house.HostOfAsync(other);
        var link = PrivateFed.Media.MediaLinks.For(photo.Id, samsHost, house.Part<PrivateFed.Houses.CurrentHouse>().Addresses);
        using var answer = await other.Client.GetAsync(new Uri(link).AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task AssertAnswerAsync(HttpStatusCode expected, RemotePerson person, Guid post)
    {
        using var answer = await person.GetAsync($"/posts/{post}");
        Assert.True(answer.StatusCode == expected, $"{person.Handle} of {person.Server.Name} got {answer.StatusCode}");
    }
}
