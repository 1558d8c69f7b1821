using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts.Drafts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts.Drafts;

/// <summary>A post that its author plans shares itself once, at its time by their clock, if it still may.</summary>
public class ScheduledTests(House house) : IClassFixture<House>
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task When_its_time_comes_it_is_shared_once_however_many_try()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        mara.Cookies.Add(new Cookie("zone", "Asia/Tokyo", "/", House.Domain));
        var draft = Guid.CreateVersion7();
        var at = Minute(house.Clock.GetUtcNow() + OneHour);

        using var planned = await mara.ComposeAsync(
            "later", draft, ("Input.Text", "Buns at three"), ("Input.ShareAt", Field(at.AddHours(9))));

        planned.AssertLeadsTo("/drafts?kept&planned");
        Assert.Equal(at, (await house.DraftAsync(draft))!.ShareAt);
        Assert.Contains(at.AddHours(9)
            .ToString("HH:mm", CultureInfo.InvariantCulture), await mara.ReadAsync("/drafts"), StringComparison.Ordinal);
        await house.DoAsync(async (PublishScheduled share) => { await share.PublishAsync(draft, House.Cancellation); return 0; });
        Assert.Null(await house.PostAsync(draft));

        house.Clock.Advance(OneHour + TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ =>
                house.DoAsync(async (PublishScheduled share) => { await share.PublishAsync(draft, House.Cancellation); return 0; })));
        await Eventually.Happens("the post", async () => await house.PostAsync(draft) is not null);

        Assert.Null(await house.DraftAsync(draft));
        Assert.Equal(1, await house.ReadAsync(db => db.Posts.CountAsync(post => post.Text == "Buns at three", House.Cancellation)));
        Assert.Equal(1, await house.ReadAsync(db => db.Activities.CountAsync(activity => activity.PostId == draft, House.Cancellation)));
    }

    [Fact]
    public async Task Nobody_need_press_anything_when_its_time_comes()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var draft = Guid.CreateVersion7();
        (await mara.ComposeAsync("later", draft, ("Input.Text", "By itself"),
            ("Input.ShareAt", Field(house.Clock.GetUtcNow() + OneHour)))).Dispose();

        house.Clock.Advance(OneHour + TimeSpan.FromMinutes(1));

        await Eventually.Happens("the post", async () => await house.PostAsync(draft) is { Text: "By itself" });
    }

    [Fact]
    public async Task It_can_be_changed_and_stopped()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (moved, stopped) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var page = ("Input.Page", $"{Guid.NewGuid()}");
        var later = Minute(house.Clock.GetUtcNow() + 5 * OneHour);
        foreach (var draft in new[] { moved, stopped })
        {
            (await mara.ComposeAsync("later", draft, page, ("Input.Text", "Planned"),
                ("Input.ShareAt", Field(house.Clock.GetUtcNow() + OneHour)))).Dispose();
        }

        (await mara.ComposeAsync("later", moved, page, ("Input.Text", "Planned anew"), ("Input.ShareAt", Field(later)))).Dispose();
        (await mara.SubmitAsync("/drafts", "/drafts?handler=Stop", ("id", $"{stopped}"))).Dispose();
        house.Clock.Advance(2 * OneHour);
        await house.DoAsync(async (PublishScheduled share) =>
        {
            await share.PublishAsync(moved,
            House.Cancellation); await share.PublishAsync(stopped, House.Cancellation); return 0;
        });

        var drafts = (await house.DraftAsync(moved), await house.DraftAsync(stopped));
        Assert.Equal(("Planned anew", later), (drafts.Item1!.Text, drafts.Item1.ShareAt));
        Assert.Equal(("Planned", null), (drafts.Item2!.Text, drafts.Item2.ShareAt));
    }

    /// <summary>Whoever set a time and then pressed Share had told everybody at once.</summary>
    [Fact]
    public async Task Share_with_a_time_set_plans_the_post()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var draft = Guid.CreateVersion7();
        var at = Minute(house.Clock.GetUtcNow() + OneHour);

        using var planned = await mara.ComposeAsync("share", draft, ("Input.Text", "Not yet"), ("Input.ShareAt", Field(at)));

        Assert.Equal("/drafts?kept&planned", planned.Headers.Location!.OriginalString);
        Assert.Null(await house.PostAsync(draft));
        Assert.Equal(at, (await house.DraftAsync(draft))!.ShareAt);
    }

    [Fact]
    public async Task What_may_not_be_shared_any_more_stays_a_draft_and_says_why()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        var circle = await house.CircleAsync(house.Ingrid);
        var (circles, toms) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = ("Input.ShareAt", Field(house.Clock.GetUtcNow() + OneHour));
        (await mara.ComposeAsync("later", circles, ("Input.Text", "For a few"), ("Input.Audience", $"{circle}"), at)).Dispose();
        (await tom.ComposeAsync("later", toms, ("Input.Text", "By Tom"), at)).Dispose();
        House.Value(await house.DoAsync((EditCircles edit) => edit.DeleteAsync(circle, house.Mara.Id, House.Cancellation)));
        await SetRoleAsync(Role.Member);

        house.Clock.Advance(OneHour + TimeSpan.FromMinutes(1));
        await Eventually.Happens("both drafts at rest", async () => (await house.DraftAsync(circles))?.Trouble is not null
            && (await house.DraftAsync(toms))?.Trouble is not null);
        await SetRoleAsync(Role.Author);

        Assert.Null(await house.PostAsync(circles));
        Assert.Null(await house.PostAsync(toms));
        Assert.Contains("One of the circles no longer exists", await mara.ReadAsync("/drafts"), StringComparison.Ordinal);
        using var back = await house.BrowserOfAsync(house.Tom);
        Assert.Contains("Only authors can post", await back.ReadAsync("/drafts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_over_and_an_audience_that_is_open_are_asked_about_at_once()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (draft, now) = (Guid.CreateVersion7(), house.Clock.GetUtcNow());

        using var over = await mara.ComposeAsync("later", draft, ("Input.Text", "Too late"), ("Input.ShareAt", Field(now - OneHour)));
        using var open = await mara.ComposeAsync(
            "later", draft, ("Input.Text", "To whom?"), ("Input.ShareAt", Field(now + OneHour)), ("Input.Audience", ""));
        using var never = await mara.ComposeAsync("later", draft, ("Input.Text", "When?"));

        Assert.Contains("already passed", await over.ProblemAsync(), StringComparison.Ordinal);
        Assert.Contains("choose who sees", await open.ProblemAsync(), StringComparison.Ordinal);
        Assert.Contains("when it should go out", await never.ProblemAsync(), StringComparison.Ordinal);
        Assert.Null(await house.DraftAsync(draft));
    }

    private Task<int> SetRoleAsync(Role role) => house.ReadAsync(db =>
        db.Members.Where(member => member.Id == house.Tom.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Role, role), House.Cancellation));

    private static DateTimeOffset Minute(DateTimeOffset moment) =>
        new(moment.Year, moment.Month, moment.Day, moment.Hour, moment.Minute, 0, TimeSpan.Zero);

    /// <summary>As a browser sends it: by the clock on the wall, which in a house without a told zone is the server's.</summary>
    private static string Field(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
