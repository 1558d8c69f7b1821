using System.Net;
using System.Text.RegularExpressions;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web.Pages;

/// <summary>Large mode: one photo a screen, on the device where it was turned on.</summary>
public sealed partial class OneByOneTests : IAsyncLifetime
{
    private House _house = null!;

    public async ValueTask InitializeAsync() => _house = await House.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task It_leads_from_photo_to_photo_and_post_to_post_until_the_end_and_back()
    {
        await _house.PublishAsync("Only words");
        var two = await _house.PublishAsync("Two photos", [await _house.UploadAsync("One"), await _house.UploadAsync("Two")]);
        var circle = await _house.CircleAsync(_house.Tom);
        await _house.PublishAsync("For Tom alone", circleIds: [circle]);
        using var ingrid = await _house.BrowserOfAsync(_house.Ingrid);
        using (var on = await ingrid.SubmitAsync("/me", "/one", ("on", "true")))
        {
            Assert.Equal((HttpStatusCode.Redirect, "/one"), (on.StatusCode, on.Headers.Location!.OriginalString));
        }
        using (var home = await ingrid.GetAsync("/"))
        {
            Assert.Equal((HttpStatusCode.Redirect, "/one"), (home.StatusCode, home.Headers.Location!.OriginalString));
        }

        var first = await ingrid.TextAsync("/one");
        Assert.Contains("alt=\"One\"", first, StringComparison.Ordinal);
        Assert.Contains("Two photos", first, StringComparison.Ordinal);
        Assert.DoesNotContain("For Tom alone", first, StringComparison.Ordinal);
        Assert.Empty(Links(first, "prev"));
        Assert.Equal([$"/one/{two}/2"], Links(first, "next"));
        var second = await ingrid.TextAsync($"/one/{two}/2");
        Assert.Contains("alt=\"Two\"", second, StringComparison.Ordinal);
        var last = await ingrid.TextAsync(Links(second, "next").Single());
        Assert.Contains("Only words", last, StringComparison.Ordinal);
        Assert.Empty(Links(last, "next"));
        Assert.Equal([$"/one/{two}/2"], Links(last, "prev"));
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync($"/one/{two}/3"));
    }

    [Fact]
    public async Task It_belongs_to_the_device_and_is_turned_off_there()
    {
        await _house.PublishAsync("Snow");
        using var tablet = await _house.BrowserOfAsync(_house.Ingrid);
        using var phone = await _house.BrowserOfAsync(_house.Ingrid);
        (await tablet.SubmitAsync("/me", "/one", ("on", "true"))).Dispose();

        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/"));
        using var off = await tablet.SubmitAsync("/one", "/one", ("on", "false"));
        Assert.Equal("/", off.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await tablet.StatusAsync("/"));
    }

    [Fact]
    public async Task A_heart_leaves_the_reader_where_they_are_and_a_stranger_finds_nothing()
    {
        var post = await _house.PublishAsync("Snow");
        using var ingrid = await _house.BrowserOfAsync(_house.Ingrid);
        using var eve = new Browser(_house);

        using var given = await ingrid.SubmitAsync(
            $"/one/{post}", $"/posts/{post}?handler=React", ("kind", "❤️"), ("from", $"/one/{post}/1"));

        Assert.StartsWith($"/one/{post}/1", given.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("aria-pressed=\"true\"", await ingrid.ReadAsync($"/one/{post}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync($"/one/{post}"));
    }

    [Fact]
    public async Task Comments_stand_under_the_photo_and_one_can_answer_on_the_posts_page()
    {
        var words = await _house.PublishAsync("Only words");
        var post = await _house.PublishAsync("Snow", [await _house.UploadAsync("The garden")]);
        await _house.CommentAsync(_house.Tom, post, "Keep some for me.");
        using var ingrid = await _house.BrowserOfAsync(_house.Ingrid);

        var newest = await ingrid.TextAsync("/one");
        var last = await ingrid.TextAsync($"/one/{words}");

        Assert.Contains("Keep some for me.", newest, StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}#write\"", newest, StringComparison.Ordinal);
        Assert.Contains("This is the newest.", newest, StringComparison.Ordinal);
        Assert.DoesNotContain("That's everything.", newest, StringComparison.Ordinal);
        Assert.Contains("That's everything.", last, StringComparison.Ordinal);
        Assert.Contains("href=\"/one\">To the newest", last, StringComparison.Ordinal);
        var stage = last[last.IndexOf("class=\"stage", StringComparison.Ordinal)..];
        stage = stage[..stage.IndexOf("class=\"caption", StringComparison.Ordinal)];
        Assert.Contains("Mara", stage, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Links(string page, string kind) =>
        [.. Link().Matches(page).Where(link => link.Groups["kind"].Value == kind).Select(link => link.Groups["to"].Value)];

    [GeneratedRegex("rel=\"(?<kind>prev|next)\" href=\"(?<to>[^\"]+)\"")]
    private static partial Regex Link();
}
