using System.Net;
using System.Text.Json;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Films;

/// <summary>Posts with films as other servers get them.</summary>
public sealed class FilmFederationTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_post_goes_out_when_its_films_can_be_played()
    {
        Ffmpeg.SkipWithout();
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var film = await house.HeldFilmAsync(await Ffmpeg.FilmAsync());
        var post = await house.PublishAsync("She walks!", [film.Described(), await house.UploadAsync()]);
        await house.PublishAsync("Something else");
        Assert.Contains("Something else", (await server.ExpectAsync("Create"))[0].Json.ToString(), StringComparison.Ordinal);

        // What is changed before is what goes out.
        await EditAsync(post, "She walks, alone!");
        await house.HoldFilmsAsync(film, house.Clock.GetUtcNow());
        var created = (await server.ExpectAsync("Create", 2))[1].Json.GetProperty("object");

        Assert.Contains("She walks, alone!", created.Text("content"), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Received, arrived => arrived.Type == "Update" && IsAbout(arrived, post));
        var attachments = created.GetProperty("attachment").EnumerateArray().ToList();
        Assert.Equal(["video/mp4", "image/jpeg"], attachments.Select(attachment => attachment.Text("mediaType")));
        Assert.Equal(("Document", "Ida walks", "PT2S", 320, 240), (attachments[0].Text("type"), attachments[0].Text("name"),
            attachments[0].Text("duration"), attachments[0].GetProperty("width").GetInt32(), attachments[0].GetProperty("height").GetInt32()));
        Assert.NotEmpty(attachments[0].Text("blurhash")!);
        await AssertPlaysAsync(server, attachments[0]);

        // Links are each server's own, and end with access.
        var link = new Uri(attachments[0].Text("url")!).AbsolutePath;
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, link.Replace(link[^8..^4], "0000", StringComparison.Ordinal)));
        await house.RemoveAsync(server.Person("joe"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, link));
    }

    [Fact]
    public async Task Words_wait_an_hour_for_a_film_and_then_the_film_follows()
    {
        Ffmpeg.SkipWithout();
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var film = await house.HeldFilmAsync(await Ffmpeg.SilentAsync());
        var post = await house.PublishAsync("A long one", [film.Described()]);

        house.Clock.Advance(TimeSpan.FromMinutes(59));
        await house.PublishAsync("Meanwhile");
        Assert.Contains("Meanwhile", (await server.ExpectAsync("Create"))[0].Json.ToString(), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        var created = (await server.ExpectAsync("Create", 2))[1].Json.GetProperty("object");
        Assert.Equal("image/jpeg", created.GetProperty("attachment")[0].Text("mediaType"));
        Assert.Equal(Announcement.WithoutFilms, (await house.PostAsync(post))!.Announcement);

        await house.HoldFilmsAsync(film, house.Clock.GetUtcNow());
        var updated = (await Eventually.Get("the film", () => Task.FromResult(
            server.Received.FirstOrDefault(arrived => arrived.Type == "Update" && IsAbout(arrived, post))))).Json.GetProperty("object");
        Assert.Equal("video/mp4", updated.GetProperty("attachment")[0].Text("mediaType"));
        await AssertPlaysAsync(server, updated.GetProperty("attachment")[0]);
        Assert.Equal(Announcement.Complete, (await house.PostAsync(post))!.Announcement);
        using var asked = await joe.GetAsync($"/posts/{post}");
        Assert.Equal("video/mp4", (await asked.JsonAsync()).GetProperty("attachment")[0].Text("mediaType"));
        Assert.Equal(2, server.Received.Count(arrived => arrived.Type == "Create"));
    }

    [Fact]
    public async Task A_voice_message_is_sound()
    {
        Ffmpeg.SkipWithout();
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        await house.PublishAsync("Listen", [(await house.ReadyFilmAsync(await Ffmpeg.VoiceAsync())).Described("Ida sings")]);

        var attachment = (await server.ExpectAsync("Create"))[0].Json.GetProperty("object").GetProperty("attachment")[0];

        Assert.Equal(("audio/mp4", "Ida sings", false),
            (attachment.Text("mediaType"), attachment.Text("name"), attachment.TryGetProperty("width", out _)));
        await AssertPlaysAsync(server, attachment);
    }

    [Fact]
    public async Task R4_R6_R7_Another_server_gets_the_pieces_it_asks_for_until_the_post_is_gone_and_nothing_by_a_link_that_was_changed()
    {
        Ffmpeg.SkipWithout();
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync("She walks!", [(await house.ReadyFilmAsync(await Ffmpeg.SilentAsync())).Described()]);
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object").GetProperty("attachment")[0].Text("url")!)
            .AbsolutePath;
        using var whole = await server.Client.GetAsync(link);
        var bytes = await whole.Content.ReadAsByteArrayAsync();

        using var first = await AskAsync(server, HttpMethod.Get, link, ("Range", "bytes=0-1"));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 0-1/{bytes.Length}", 2L),
            (first.StatusCode, first.Content.Headers.ContentRange!.ToString(), first.Content.Headers.ContentLength));
        Assert.Equal(bytes[..2], await first.Content.ReadAsByteArrayAsync());
        using var head = await AskAsync(server, HttpMethod.Head, link);
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        using var known = await AskAsync(server, HttpMethod.Get, link, ("If-None-Match", whole.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var changed = await AskAsync(server, HttpMethod.Get, link, ("Range", "bytes=10-"), ("If-Range", "\"another\""));
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (changed.StatusCode, changed.Content.Headers.ContentLength));

        using var nothing = await server.Client.GetAsync($"/media/{Guid.NewGuid():N}/{Guid.NewGuid():N}/{new string('0', 32)}.mp4");
        var answerToNothing = await nothing.EverythingAsync();
        Assert.StartsWith("404", answerToNothing, StringComparison.Ordinal);
        var seal = link.LastIndexOf('/') + 1;
        foreach (var at in Enumerable.Range(seal, link.Length - seal - ".mp4".Length))
        {
            using var guessed = await server.Client.GetAsync(link[..at] + (link[at] == 'a' ? 'b' : 'a') + link[(at + 1)..]);
            Assert.Equal(answerToNothing, await guessed.EverythingAsync());
        }
        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
        using var gone = await AskAsync(server, HttpMethod.Get, link, ("If-None-Match", whole.Headers.ETag.ToString()));
        Assert.Equal(answerToNothing, await gone.EverythingAsync());
    }

    [Fact]
    public async Task A_post_that_is_deleted_before_it_went_out_never_does()
    {
        Ffmpeg.SkipWithout();
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var film = await house.HeldFilmAsync(await Ffmpeg.SilentAsync());
        var post = await house.PublishAsync("No, not this", [film.Described()]);

        House.Value(await house.DoAsync((DeletePost delete) =>
            delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
        house.Clock.Advance(TimeSpan.FromHours(2));
        await house.PublishAsync("Rather this");

        Assert.Contains("Rather this", (await server.ExpectAsync("Create"))[0].Json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Received, arrived => arrived.Json.ToString().Contains("No, not this", StringComparison.Ordinal));
    }

    private static bool IsAbout(Arrived arrived, Guid post) => arrived.Json.GetProperty("object").Text("id") == House.Url($"/posts/{post}");

    private async Task EditAsync(Guid post, string text) => House.Value(await house.DoAsync((EditPost edit) =>
        edit.EditAsync(house.Mara.Id, post, new EditedPost(text, LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));

    private static async Task AssertPlaysAsync(Neighbour server, JsonElement attachment)
    {
        using var answer = await server.Client.GetAsync(new Uri(attachment.Text("url")!).AbsolutePath);
        Assert.Equal((HttpStatusCode.OK, attachment.Text("mediaType")), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Matches("/media/[a-z0-9/]+\\.mp4$", attachment.Text("url")!);
        Assert.Equal("ftyp"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[4..8]);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        Neighbour server, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await server.Client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> StatusAsync(Neighbour server, string path)
    {
        using var answer = await server.Client.GetAsync(path);
        return answer.StatusCode;
    }
}
