using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>A comment may carry one photo. Whoever may see the comment sees it, and nobody else.</summary>
public class CommentPhotoTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_reader_comments_with_a_photo_and_without_a_word()
    {
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var answer = await SendAsync(ingrid, post, "", Jpeg(), "The same lake in 1971");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var photo = await PhotoAsync(post);
        Assert.Equal("The same lake in 1971", photo.Description);
        var page = await ingrid.ReadAsync($"/posts/{post}");
        Assert.Contains($"/comments/{photo.CommentId}/photo", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"The same lake in 1971\"", page, StringComparison.Ordinal);
        var large = await ingrid.ReadAsync($"/comments/{photo.CommentId}/photo");
        Assert.Contains($"/photos/{photo.Id}/full.jpg", large, StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}#comment-{photo.CommentId}\"", large, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_post_gets_neither_the_photo_nor_its_page()
    {
        var circle = await house.CircleAsync(house.Ingrid);
        var post = await house.PublishAsync(circleIds: [circle]);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var stranger = new Browser(house);
        using var _ = await SendAsync(ingrid, post, "For us", Jpeg());
        var photo = await PhotoAsync(post);
        string[] addresses = [$"/photos/{photo.Id}/{MakeRenditions.Small}", $"/photos/{photo.Id}/{MakeRenditions.Full}", $"/comments/{photo.CommentId}/photo"];

        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync(address));
            Assert.NotEqual(HttpStatusCode.OK, await stranger.StatusAsync(address));
        }
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync(addresses[1]));
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync(addresses[2]));
    }

    [Fact]
    public async Task It_is_no_photo_that_waits_for_a_post()
    {
        var post = await house.PublishAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var _ = await SendAsync(mara, post, "Look", Jpeg());
        var photo = await PhotoAsync(post);

        var taken = await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            house.Mara.Id, new NewPost("Mine now", [new DescribedPhoto(photo.Id, "")], []), House.Cancellation));
        var composer = await mara.ReadAsync("/write");
        await house.DoAsync(async (DeletePhoto delete) =>
        {
            await delete.DeleteAsync(house.Mara.Id, photo.Id, House.Cancellation);
            return true;
        });
        await house.DoAsync(async (DeleteOrphanPhotos sweep) =>
        {
            await sweep.RunAsync(DateTimeOffset.UtcNow.AddDays(30), House.Cancellation);
            return true;
        });

        Assert.False(taken.Succeeded);
        Assert.DoesNotContain($"{photo.Id}", composer, StringComparison.Ordinal);
        Assert.Equal(photo.CommentId, (await PhotoAsync(post)).CommentId);
        Assert.True(Directory.Exists(FolderOf(photo)));
    }

    [Fact]
    public async Task Nobody_comments_with_somebody_elses_photo()
    {
        var post = await house.PublishAsync();
        var maras = await house.UploadAsync();

        var refused = await house.DoAsync((WriteComment write) => write.WriteAsync(
            new Viewer.Local(house.Ingrid.Id, house.Ingrid.Role), post, null, "Mine now", House.Cancellation, maras));

        Assert.False(refused.Succeeded);
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_goes_with_the_comment_and_with_the_post(bool deletesPost)
    {
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var _ = await SendAsync(ingrid, post, "Look", Jpeg());
        var photo = await PhotoAsync(post);
        var folder = FolderOf(photo);
        Assert.True(Directory.Exists(folder));

        using var deleted = deletesPost
            ? await mara.SubmitAsync($"/posts/{post}/delete", $"/posts/{post}/delete")
            : await ingrid.SubmitAsync($"/comments/{photo.CommentId}/delete", $"/comments/{photo.CommentId}/delete");

        Assert.Equal(HttpStatusCode.Redirect, deleted.StatusCode);
        Assert.False(await house.ReadAsync(db => db.Photos.AnyAsync(other => other.Id == photo.Id, House.Cancellation)));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_file_that_is_no_photo_is_refused_with_the_words_kept_and_nothing_else()
    {
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var photosBefore = await house.ReadAsync(db => db.Photos.CountAsync(House.Cancellation));

        using var answer = await SendAsync(ingrid, post, "My long answer", "no photo at all"u8.ToArray(), "What it shows");

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("My long answer</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("What it shows</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("Please choose the photo again.", page, StringComparison.Ordinal);
        Assert.Empty(await house.CommentsAsync(post));
        Assert.Equal(photosBefore, await house.ReadAsync(db => db.Photos.CountAsync(House.Cancellation)));
    }

    [Fact]
    public async Task A_comment_that_is_refused_leaves_no_photo_behind()
    {
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var photosBefore = await house.ReadAsync(db => db.Photos.CountAsync(House.Cancellation));

        using var tooLong = await SendAsync(ingrid, post, new string('x', Comment.TextLength + 1), Jpeg());
        using var answered = await SendAsync(ingrid, post, "To a comment that is gone", Jpeg(), answering: Guid.NewGuid());

        Assert.Empty(await house.CommentsAsync(post));
        Assert.Equal(photosBefore, await house.ReadAsync(db => db.Photos.CountAsync(House.Cancellation)));
    }

    [Fact]
    public async Task Its_words_are_edited_and_the_photo_stays()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var _ = await SendAsync(ingrid, post, "Loko", Jpeg());
        await house.SettleAsync();
        var photo = await PhotoAsync(post);

        using var edited = await ingrid.SubmitAsync(
            $"/comments/{photo.CommentId}/edit", $"/comments/{photo.CommentId}/edit", ("Words", ""));
        await house.SettleAsync();

        Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);
        Assert.Equal("", Assert.Single(await house.CommentsAsync(post)).Text);
        Assert.Single(NoteOf(server, "Update", photo).GetProperty("attachment").EnumerateArray());
    }

    [Fact]
    public async Task A_followers_server_gets_it_and_nobody_after_the_follower_is_removed()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, sam) = (server.Person("joe"), other.Person("sam"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(sam);
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var _ = await SendAsync(ingrid, post, "Look", Jpeg(), "The lake");
        await house.SettleAsync();
        var photo = await PhotoAsync(post);

        var (joes, sams) = (AttachmentOf(server, photo), AttachmentOf(other, photo));
        Assert.Equal(("Document", "image/jpeg", "The lake"), (joes.Text("type"), joes.Text("mediaType"), joes.Text("name")));
        Assert.NotEqual(joes.Text("url"), sams.Text("url"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, joes));
        using (var document = await joe.GetAsync($"/comments/{photo.CommentId}"))
        {
            Assert.Equal(joes.Text("url"), (await document.JsonAsync()).GetProperty("attachment")[0].Text("url"));
        }

        await house.RemoveAsync(joe);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, joes));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, sams));
    }

    [Fact]
    public async Task Renewing_a_servers_links_ends_the_old_one_and_sends_the_new_one()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var _ = await SendAsync(ingrid, post, "Look", Jpeg());
        await house.SettleAsync();
        var photo = await PhotoAsync(post);
        var old = AttachmentOf(server, photo);

        House.Value(await house.DoAsync(
            async (RenewMediaLinks renew) => await renew.RenewForServerAsync(await house.IdOfAsync(joe), House.Cancellation)));
        await house.SettleAsync();

        var update = NoteOf(server, "Update", photo);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, old));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, update.GetProperty("attachment")[0]));
        Assert.NotNull(update.Text("updated"));
    }

    private static byte[] Jpeg()
    {
        using var picture = Drawing.Photo(320, 240);
        return picture.WriteToBuffer(".jpg");
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Browser browser, Guid post, string words, byte[] file, string description = "", Guid? answering = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(words), "Words" },
            { new StringContent(description), "Description" },
            { new StringContent($"{answering}"), "Answer" },
            { new StringContent(await browser.TokenAsync($"/posts/{post}")), "__RequestVerificationToken" },
            { new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }, "photo", "IMG_2041.jpg" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/posts/{post}?handler=Comment") { Content = form };
        return await browser.SendAsync(request);
    }

    private Task<Photo> PhotoAsync(Guid post) => house.ReadAsync(db => db.Comments.Where(comment => comment.PostId == post)
        .Select(comment => comment.Photo!).SingleAsync(House.Cancellation));

    private string FolderOf(Photo photo) => house.FolderOf(photo.Id);

    private static JsonElement NoteOf(Neighbour server, string type, Photo photo) =>
        server.Received.Last(arrived => arrived.Type == type
            && arrived.Json.GetProperty("object").Text("id") == House.Url($"/comments/{photo.CommentId}")).Json.GetProperty("object");

    private static JsonElement AttachmentOf(Neighbour server, Photo photo) =>
        Assert.Single(NoteOf(server, "Create", photo).GetProperty("attachment").EnumerateArray());

    private static async Task<HttpStatusCode> StatusAsync(Neighbour server, JsonElement attachment)
    {
        using var answer = await server.Client.GetAsync(new Uri(attachment.Text("url")!).AbsolutePath);
        return answer.StatusCode;
    }
}
