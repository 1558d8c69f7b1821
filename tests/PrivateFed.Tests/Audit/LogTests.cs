using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Jobs;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;
using PrivateFed.Tests.Languages;

namespace PrivateFed.Tests.Audit;

/// <summary>What was done by whom: written with what is done, read by owners alone.</summary>
public partial class LogTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Who_is_let_in_and_removed_is_written_down_with_the_owner_who_did_it()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        var joesId = await house.IdOfAsync(joe);
        var vera = await house.AddAsync("Vera Åberg", "vera");
        var circle = await house.CircleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync($"/family/requests/{joesId}", $"/family/requests/{joesId}", ("answer", "yes"), ("CircleIds", $"{circle}"),
            ("Older", "None"))).Dispose();
        (await mara.SubmitAsync($"/family/followers/{joesId}", $"/family/followers/{joesId}")).Dispose();
        (await mara.SubmitAsync($"/family/members/{vera.Id}", $"/family/members/{vera.Id}?handler=Remove")).Dispose();

        var joes = await ReadAsync(mara, $"/family/log?who={joesId}");
        var name = await house.ReadAsync(db => db.Circles.Where(one => one.Id == circle).Select(one => one.Name)
            .SingleAsync(House.Cancellation));
        Assert.Equal([$"joe from next door ({AddressOf(joe)}) was removed", $"joe from next door was added to the circle {name}",
            $"joe from next door ({AddressOf(joe)}) was let in"], joes.Select(deed => deed.Sentence));
        Assert.All(joes, deed => Assert.Equal("Mara Lindgren", deed.Who));
        Assert.Equal("Vera Åberg was removed", (await ReadAsync(mara, $"/family/log?who={vera.Id}"))[0].Sentence);
        Assert.Equal("Vera Åberg was removed", (await ReadAsync(mara, "/family/log"))[0].Sentence);
    }

    [Fact]
    public async Task Who_leaves_by_themselves_is_written_down_as_their_own_doing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await joe.TellAsync(joe.Activity("Undo", joe.Follow()));
        using var mara = await house.BrowserOfAsync(house.Mara);

        var last = (await ReadAsync(mara, $"/family/log?who={await house.IdOfAsync(joe)}"))[0];

        Assert.Equal(($"joe from next door ({AddressOf(joe)}) no longer follows", "joe from next door"), last);
    }

    [Fact]
    public async Task An_invitation_and_the_ways_in_are_written_down_from_the_first_link_to_the_lost_phone()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var gerd = new Browser(house);
        (await gerd.JoinAsync(await house.InvitationAsync("Gerd"), "Gerd", "gerd")).Dispose();
        var id = await house.ReadAsync(db => db.Members.Where(member => member.Name == "Gerd").Select(member => member.Id)
            .SingleAsync(House.Cancellation));
        (await gerd.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Current", ""),
            ("Passwords.Wanted", "a basket of red apples"))).Dispose();
        (await gerd.SubmitAsync("/me", "/me?handler=Name", ("NewName", "Gerda"))).Dispose();

        (await mara.SubmitAsync($"/family/members/{id}", $"/family/members/{id}?handler=Devices")).Dispose();
        (await mara.SubmitAsync($"/family/members/{id}", $"/family/members/{id}?handler=DropPassword")).Dispose();
        (await mara.SubmitAsync($"/family/members/{id}", $"/family/members/{id}?handler=Link")).Dispose();

        Assert.Equal(
            [
                ("A sign-in link was made for Gerda", "Mara Lindgren"), ("Gerda's password was removed", "Mara Lindgren"),
                ("Gerda was signed out on every device", "Mara Lindgren"),
                ("Gerd is now called Gerda", "Gerd"), ("Gerd has a new password", "Gerd"),
                ("Gerd joined, invited by Mara Lindgren", "Gerd"),
            ],
            await ReadAsync(mara, $"/family/log?who={id}"));
    }

    [Fact]
    public async Task The_circles_of_an_invitation_are_written_down_when_it_is_used()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var sara = new Browser(house);
        var circle = await house.CircleAsync();
        var named = await house.ReadAsync(db => db.Circles.Where(one => one.Id == circle).Select(one => one.Name)
            .SingleAsync(House.Cancellation));
        var made =
            House.Value(await house.DoAsync((Invite invite) => invite.InviteAsync(
                house.Mara.Id, "Sara", Role.Member, [circle], House.Cancellation)));

        (await sara.JoinAsync($"/join/{made.Secret}", "Sara", "sara")).Dispose();

        var id = await house.ReadAsync(db => db.Members.Where(member => member.Name == "Sara").Select(member => member.Id)
            .SingleAsync(House.Cancellation));
        Assert.Equal([($"Sara was added to the circle {named}", "Sara"), ("Sara joined, invited by Mara Lindgren", "Sara")],
            await ReadAsync(mara, $"/family/log?who={id}"));
    }

    [Fact]
    public async Task What_was_refused_or_changed_nothing_is_not_written_down()
    {
        var link = await house.InvitationAsync("Nobody");
        var invitation = await house.ReadAsync(db => db.Invitations.Where(one => one.Name == "Nobody").Select(one => one.Id)
            .SingleAsync(House.Cancellation));
        using var mara = await house.BrowserOfAsync(house.Mara);
        (await mara.SubmitAsync("/me", $"/family/invitations/{invitation}?handler=TakeBack")).Dispose();
        var before = await NewestAsync();

        (await mara.SubmitAsync("/me", $"/family/invitations/{invitation}?handler=TakeBack")).Dispose();
        (await mara.SubmitAsync("/me", $"/family/members/{house.Mara.Id}?handler=Remove")).Dispose();
        (await mara.SubmitAsync("/me", $"/family/members/{house.Mara.Id}?handler=DropPassword")).Dispose();
        (await mara.SubmitAsync("/me", $"/family/members/{house.Ingrid.Id}?handler=Device", ("sessionId", $"{Guid.NewGuid()}"))).Dispose();
        (await mara.SubmitAsync("/me", "/family/settings?handler=Name", ("Name", "The Lindgrens"), ("language", "en"))).Dispose();
        using var late = new Browser(house);
        Assert.Equal(HttpStatusCode.NotFound, await late.StatusAsync(link));

        Assert.Equal(before, await NewestAsync());
    }

    [Fact]
    public async Task A_post_or_comment_is_written_down_when_another_than_its_author_deletes_it_and_never_what_it_said()
    {
        var (toms, marasOwn) = (await house.PublishAsync("Toms secret plan", by: house.Tom), await house.PublishAsync("Maras secret plan"));
        var comment = await house.CommentAsync(house.Ingrid, await house.PublishAsync(), "Ingrids secret plan");
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync($"/posts/{marasOwn}/delete", $"/posts/{marasOwn}/delete")).Dispose();
        (await mara.SubmitAsync($"/posts/{toms}/delete", $"/posts/{toms}/delete")).Dispose();
        (await mara.SubmitAsync($"/comments/{comment}/delete", $"/comments/{comment}/delete")).Dispose();

        var log = await ReadAsync(mara, "/family/log");
        Assert.Equal([("A comment by Ingrid was deleted", "Mara Lindgren"), ("A post by Tom Lindgren was deleted", "Mara Lindgren")],
            log.Take(2));
        Assert.DoesNotContain("secret plan", await mara.ReadAsync("/family/log"), StringComparison.Ordinal);
        Assert.DoesNotContain(log, deed => deed.Sentence == "A post by Mara Lindgren was deleted");
    }

    [Fact]
    public async Task Who_wanted_everything_erased_is_named_nowhere_any_more_and_who_only_left_still_is()
    {
        await using var alone = await House.OpenAsync();
        var (erased, left) = (await alone.AddAsync("Quilla", "quilla"), await alone.AddAsync("Bertil", "bertil"));
        using var quilla = new Browser(alone);
        await quilla.SignInAsync("quilla", InTheHouse.Password);
        using var bertil = new Browser(alone);
        await bertil.SignInAsync("bertil", InTheHouse.Password);

        (await quilla.SubmitAsync("/me/agreement", "/me/agreement", ("words", "erase"))).Dispose();
        (await bertil.SubmitAsync("/me/agreement", "/me/agreement", ("words", "leave"))).Dispose();

        using var mara = await alone.BrowserOfAsync(alone.Mara);
        Assert.DoesNotContain("Quilla", await mara.ReadAsync("/family/log"), StringComparison.Ordinal);
        Assert.Equal(("Somebody left, and everything they wrote was erased", "Somebody who left"),
            (await ReadAsync(mara, $"/family/log?who={erased.Id}"))[0]);
        Assert.Equal(("Bertil withdrew their agreement and left", "Bertil"), (await ReadAsync(mara, $"/family/log?who={left.Id}"))[0]);
    }

    [Fact]
    public async Task Everything_that_can_be_done_has_a_sentence_in_every_language()
    {
        var kinds = Enum.GetValues<AuditAction>();
        // A page of the log holds fewer than there are kinds.
        var people = new List<Guid>();
        foreach (var some in kinds.Chunk(40))
        {
            people.Add(Guid.CreateVersion7());
            await AddDeedsAsync([.. some.Select(kind => Deed(kind, people[^1]))]);
        }
        using var mara = await house.BrowserOfAsync(house.Mara);

        var english = await AllAsync("en");
        Assert.Equal(kinds.Length, english.Select(deed => deed.Sentence).Distinct().Count());
        foreach (var language in Translations.Codes)
        {
            var said = await AllAsync(language);
            Assert.Equal(kinds.Length, said.Select(deed => deed.Sentence).Distinct().Count());
            Assert.Empty(said.Select(deed => deed.Sentence).Intersect(english.Select(deed => deed.Sentence)));
        }

        async Task<List<(string Sentence, string Who)>> AllAsync(string language)
        {
            var all = new List<(string Sentence, string Who)>();
            foreach (var person in people)
            {
                all.AddRange(await ReadAsync(mara, $"/family/log?who={person}", language));
            }
            return all;
        }
    }

    [Fact]
    public async Task A_long_log_is_read_page_by_page_and_each_deed_stands_on_one_of_them()
    {
        var person = Guid.CreateVersion7();
        await AddDeedsAsync([.. Enumerable.Range(0, 120).Select(number => Deed(AuditAction.CircleMade, person, $"no. {number}"))]);
        using var mara = await house.BrowserOfAsync(house.Mara);

        var (next, found) = ($"/family/log?who={person}", new List<string>());
        for (var pages = 0; next is not null; pages++)
        {
            Assert.True(pages < 3, "There are three pages.");
            var page = WebUtility.HtmlDecode(await mara.ReadAsync(next));
            found.AddRange(Deeds(page).Select(deed => deed.Sentence));
            next = Next().Match(page) is { Success: true } link ? link.Groups["link"].Value : null;
        }

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(number => $"The circle no. {number} was made"), found);
    }

    [Fact]
    public async Task It_is_forgotten_after_two_years_and_not_before()
    {
        await using var alone = await House.OpenAsync();
        alone.Clock.Advance(TimeSpan.FromDays(729));
        await alone.Part<DeleteExpired>().RunAsync(House.Cancellation);
        Assert.True(
            await alone.ReadAsync(db => db.AuditEntries.AnyAsync(deed => deed.Action == AuditAction.HouseOpened, House.Cancellation)));

        alone.Clock.Advance(TimeSpan.FromDays(2));
        await alone.Part<DeleteExpired>().RunAsync(House.Cancellation);

        Assert.False(await alone.ReadAsync(db => db.AuditEntries.AnyAsync(House.Cancellation)));
    }

    private static string AddressOf(RemotePerson person) => $"@{person.Handle}@{person.Server.Host}";

    private static AuditEntry Deed(AuditAction kind, Guid person, string more = "Firefox on Linux") => new()
    {
        At = DateTimeOffset.UtcNow,
        Action = kind,
        By = DoneBy.Member,
        Who = "Mara",
        AboutId = person,
        About = "Ingrid",
        More = more,
    };

    private Task<int> AddDeedsAsync(IReadOnlyList<AuditEntry> deeds) => house.ReadAsync(db =>
    {
        db.AuditEntries.AddRange(deeds);
        return db.SaveChangesAsync(House.Cancellation);
    });

    private Task<long> NewestAsync() => house.ReadAsync(db => db.AuditEntries.MaxAsync(deed => deed.Id, House.Cancellation));

    private static async Task<List<(string Sentence, string Who)>> ReadAsync(Browser browser, string path, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", language);
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Deeds(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static List<(string Sentence, string Who)> Deeds(string page) =>
        [.. OneDeed().Matches(page).Select(deed => (deed.Groups["sentence"].Value, deed.Groups["who"].Value))];

    [GeneratedRegex("<li><p>(?<sentence>[^<]+)</p><p class=\"soft\">(?<who>[^<]+) · <time")]
    private static partial Regex OneDeed();

    [GeneratedRegex("href=\"(?<link>/family/log\\?[^\"]*before=[^\"]+)\"")]
    private static partial Regex Next();
}
