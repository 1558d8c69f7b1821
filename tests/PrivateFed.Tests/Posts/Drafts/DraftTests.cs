using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Posts.Drafts;

/// <summary>What an author begins is never lost: kept while they type, found on every device, shared once.</summary>
public class DraftTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_was_begun_on_one_device_goes_on_on_another_and_is_nobody_elses()
    {
        using var phone = await house.BrowserOfAsync(house.Mara);
        using var desk = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        var photo = await house.UploadAsync();
        var circle = await house.CircleAsync(house.Ingrid);
        var draft = Guid.CreateVersion7();

        var kept = JsonDocument.Parse(await phone.KeepQuietlyAsync(
            draft, ("Input.Text", "He asked on the **ferry**"), ("Input.Kind", "Engagement"), ("Input.Title", "Bo and Sofie"),
            ("Input.HappenedOn", "2025-05-01"), ("Input.Audience", $"{circle}"),
            ("Input.PhotoIds", $"{photo.Id}"), ($"Input.Descriptions[{photo.Id}]", "A ferry"))).RootElement;

        Assert.Equal((draft, 1), (kept.GetProperty("id").GetGuid(), kept.GetProperty("version").GetInt32()));
        Assert.Contains($"href=\"/write/{draft}\"", await desk.ReadAsync("/drafts"), StringComparison.Ordinal);
        var page = await desk.ReadAsync($"/write/{draft}");
        foreach (var said in new[] { "He asked on the **ferry**</textarea>", "value=\"Bo and Sofie\"", "value=\"2025-05-01\"",
            "A ferry</textarea>", "value=\"Engagement\" selected" })
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }
        Assert.Matches($"value=\"{circle}\"[^>]* selected", page);
        Assert.DoesNotContain($"{photo.Id}", await desk.ReadAsync("/write"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/write/{draft}", $"/drafts/{draft}/drop" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync(path));
        }
        Assert.DoesNotContain("Sofie", await tom.ReadAsync("/drafts"), StringComparison.Ordinal);
        (await tom.SubmitAsync("/write", $"/drafts/{draft}/drop")).Dispose();
        Assert.NotNull(await house.DraftAsync(draft));
    }

    [Fact]
    public async Task Two_taps_on_Share_make_one_post_and_the_draft_is_gone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (draft, photo) = (Guid.CreateVersion7(), await house.UploadAsync());
        (string, string)[] words = [("Input.Text", "Tapped twice"), ("Input.PhotoIds", $"{photo.Id}"), ("Input.Page", $"{Guid.NewGuid()}")];
        await mara.KeepQuietlyAsync(draft, words);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => mara.ComposeAsync("share", draft, words)));
        using var again = await mara.ComposeAsync("share", draft, words);

        foreach (var answer in answers.Append(again))
        {
            answer.AssertLeadsTo("/?shared");
            answer.Dispose();
        }
        Assert.Equal(photo.Id, Assert.Single((await house.PostAsync(draft))!.Photos).Id);
        Assert.Equal(1, await house.ReadAsync(db => db.Posts.CountAsync(post => post.Text == "Tapped twice", House.Cancellation)));
        Assert.Null(await house.DraftAsync(draft));
        await server.ExpectAsync("Create");
        await house.SettleAsync();
        Assert.Single(server.Received, arrived => arrived.Json.Text("type") == "Create");
        Assert.Equal($"/posts/{draft}", (await mara.GetAsync($"/write/{draft}")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Other_words_under_a_post_that_was_shared_become_a_post_of_their_own_when_their_author_says_so()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var first = Guid.CreateVersion7();
        (await mara.ComposeAsync("share", first, ("Input.Text", "What was shared"))).Dispose();

        using var asked = await mara.ComposeAsync("share", first, ("Input.Text", "Written after going back"));
        var page = await asked.Content.ReadAsStringAsync();

        Assert.Contains("already been shared", await asked.ProblemAsync(), StringComparison.Ordinal);
        Assert.Contains("Written after going back</textarea>", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{first}", page, StringComparison.Ordinal);
        Assert.Contains("already been shared", await mara.KeepQuietlyAsync(first, ("Input.Text", "A late word")), StringComparison.Ordinal);
        Assert.Equal("What was shared", (await house.PostAsync(first))!.Text);
    }

    [Fact]
    public async Task Of_two_pages_neither_eats_what_the_other_wrote()
    {
        using var tom = await house.BrowserOfAsync(house.Tom);
        var draft = Guid.CreateVersion7();
        (string, string) onPhone = ("Input.Page", $"{Guid.NewGuid()}"), onDesk = ("Input.Page", $"{Guid.NewGuid()}");
        await tom.KeepQuietlyAsync(draft, onPhone, ("Input.Text", "Begun"));
        await tom.KeepQuietlyAsync(draft, onPhone, ("Input.Text", "Begun on the phone"), ("Input.Version", "0"));

        var beside =
            JsonDocument.Parse(await tom.KeepQuietlyAsync(
                draft, onDesk, ("Input.Text", "Begun at the desk"), ("Input.Version", "1"))).RootElement;

        Assert.Contains("Both are saved", beside.GetProperty("said").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Begun on the phone", "Begun at the desk"], (await house.DraftsAsync(house.Tom)).Select(one => one.Text));

        using var shared = await tom.ComposeAsync("share", draft, ("Input.Text", "Shared from an old page"), ("Input.Version", "1"));
        shared.AssertLeadsTo("/drafts?shared&beside");
        Assert.Equal("Shared from an old page", (await house.PostAsync(draft))!.Text);
        Assert.Equal(["Begun at the desk", "Begun on the phone"], (await house.DraftsAsync(house.Tom)).Select(one => one.Text).Order());
    }

    [Fact]
    public async Task A_letter_that_was_overtaken_by_a_later_one_of_the_same_page_changes_nothing()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var draft = Guid.CreateVersion7();
        var page = ("Input.Page", $"{Guid.NewGuid()}");
        await mara.KeepQuietlyAsync(draft, page, ("Input.Turn", "1"), ("Input.Text", "Ida wal"));
        await mara.KeepQuietlyAsync(draft, page, ("Input.Turn", "3"), ("Input.Text", "Ida walks!"));

        var late =
            JsonDocument.Parse(await mara.KeepQuietlyAsync(draft, page, ("Input.Turn", "2"), ("Input.Text", "Ida walks"))).RootElement;

        Assert.True(late.GetProperty("isLate").GetBoolean());
        Assert.Equal("Ida walks!", (await house.DraftAsync(draft))!.Text);
        // A page that was opened twice: its author presses a button, and both are kept.
        using var kept = await mara.ComposeAsync(
            "keep", draft, page, ("Input.Turn", "2"), ("Input.Version", "1"), ("Input.Text", "Ida runs"));
        kept.AssertLeadsTo("/drafts?kept&beside");
        Assert.Equal("Ida walks!", (await house.DraftAsync(draft))!.Text);
        Assert.Contains("Ida runs", (await house.DraftsAsync(house.Mara)).Select(one => one.Text));
    }

    [Fact]
    public async Task An_id_that_is_anothers_is_like_one_that_is_nobodys()
    {
        await house.AddAsync("Nora", "nora", Role.Author);
        using var nora = new Browser(house);
        await nora.SignInAsync("nora", InTheHouse.Password);
        var circle = await house.CircleAsync(house.Ingrid);
        var (draft, post, nobodys) =
            (Guid.CreateVersion7(), await house.PublishAsync("Not for Nora", circleIds: [circle]), Guid.CreateVersion7());
        using var mara = await house.BrowserOfAsync(house.Mara);
        await mara.KeepQuietlyAsync(draft, ("Input.Text", "Mara's own"));

        foreach (var id in new[] { draft, post, nobodys, Guid.Empty })
        {
            var kept = JsonDocument.Parse(await nora.KeepQuietlyAsync(id, ("Input.Text", "Nora's"))).RootElement;
            Assert.Equal((1, JsonValueKind.Null), (kept.GetProperty("version").GetInt32(), kept.GetProperty("said").ValueKind));
            Assert.NotEqual(Guid.Empty, kept.GetProperty("id").GetGuid());
            using var button = await nora.ComposeAsync("keep", id, ("Input.Text", "Nora's"));
            button.AssertLeadsTo(id == nobodys ? "/drafts?kept&beside" : "/drafts?kept");
            using var shared = await nora.ComposeAsync("share", id == nobodys ? Guid.CreateVersion7() : id, ("Input.Text", "Nora's"));
            shared.AssertLeadsTo("/?shared");
        }

        Assert.Equal("Mara's own", (await house.DraftAsync(draft))!.Text);
        Assert.Equal("Not for Nora", (await house.PostAsync(post))!.Text);
        Assert.Null(await house.DraftAsync(Guid.Empty));
        using var nothing = await nora.SubmitAsync("/write", "/write", ("Input.Text", "No button"));
        Assert.Equal(HttpStatusCode.OK, nothing.StatusCode);
    }

    [Fact]
    public async Task A_photo_waits_as_long_as_its_draft_and_goes_with_it()
    {
        await using var alone = await House.OpenAsync();
        using var mara = await alone.BrowserOfAsync(alone.Mara);
        var (draft, inDraft, loose) = (Guid.CreateVersion7(), await alone.UploadAsync(), await alone.UploadAsync());
        using var kept = await mara.ComposeAsync("keep", draft, ("Input.PhotoIds", $"{inDraft.Id}"));
        kept.AssertLeadsTo("/drafts?kept");
        alone.Clock.Advance(TimeSpan.FromDays(9));
        await alone.Part<DeleteExpired>().RunAsync(House.Cancellation);
        Assert.Equal([inDraft.Id], await WaitingAsync(alone));

        Assert.Contains("Delete draft for good", await mara.ReadAsync($"/drafts/{draft}/drop"), StringComparison.Ordinal);
        Assert.NotNull(await alone.DraftAsync(draft));
        (await mara.SubmitAsync($"/drafts/{draft}/drop", $"/drafts/{draft}/drop")).Dispose();

        Assert.Null(await alone.DraftAsync(draft));
        Assert.Empty(await WaitingAsync(alone));
        Assert.False(Directory.Exists(alone.FolderOf(inDraft.Id)));
        Assert.NotEqual(loose.Id, inDraft.Id);
    }

    [Fact]
    public async Task A_preview_shows_the_post_and_its_readers_and_shares_nothing()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var circle = await house.CircleAsync(house.Ingrid, house.Tom);
        var before = await house.CountRowsAsync();

        using var answer = await mara.ComposeAsync(
            "preview", Guid.CreateVersion7(), ("Input.Text", "So **bold**"), ("Input.Kind", "Wedding"), ("Input.Title", "In the rain"),
            ("Input.Audience", $"{circle}"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("So <strong>bold</strong>", page, StringComparison.Ordinal);
        Assert.Contains("In the rain</h3>", page, StringComparison.Ordinal);
        Assert.Contains("</b>, 2 people", page, StringComparison.Ordinal);
        Assert.Contains("So **bold**</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    private static Task<List<Guid>> WaitingAsync(House house) =>
        house.ReadAsync(db => db.Photos.Where(photo => photo.PostId == null).Select(photo => photo.Id).ToListAsync(House.Cancellation));
}
