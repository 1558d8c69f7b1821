using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;
using PrivateFed.Posts;
using PrivateFed.Tests.Languages;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Notifications.Mail;

/// <summary>Letters about what is new: to whom, how often, with what in them, and what becomes of one that does not get through.</summary>
public class LetterTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_member_gives_an_address_confirms_it_by_its_link_and_gets_one_letter_of_five_posts()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        await house.AddAsync("Berit", "berit");
        using var berit = new Browser(house);
        await berit.SignInAsync("berit", InTheHouse.Password);
        (await berit.SubmitAsync("/me/told", "/me/told?handler=Letters", ("Input.Address", "berit@example.org"),
            ("Input.Password", InTheHouse.Password), ("Input.Rhythm", "AtOnce"), ("Input.Hour", "18"))).Dispose();
        Assert.Contains("is on its way to berit@example.org", await berit.TextAsync("/me/told"), StringComparison.Ordinal);
        await house.PublishAsync("Before the address was hers");
        var link = (await room.ExpectAsync("berit@example.org")).LinkIn("confirm");

        // A mail program looks at it; it is opened on a device that is signed in nowhere.
        using var phone = new Browser(house);
        Assert.Contains("Is this your address?", await phone.TextAsync(link), StringComparison.Ordinal);
        Assert.Contains("Is this your address?", await phone.TextAsync(link), StringComparison.Ordinal);
        using var confirmed = await phone.PressAsync(link);
        Assert.Contains("get emails at berit@example.org from now on", await confirmed.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await phone.StatusAsync(link));

        var first = await house.PublishAsync("The first snow!");
        for (var more = 2; more <= 5; more++)
        {
            await house.PublishAsync($"Snow, picture {more}");
        }
        house.Clock.Advance(MailPreferences.GatheringTime);
        var letter = await room.ExpectAsync("berit@example.org", 2);
        await house.LettersSettleAsync();

        Assert.Equal(2, room.To("berit@example.org").Count);
        Assert.Contains("The first snow!", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("Snow, picture 5", letter.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Before the address", letter.TextBody, StringComparison.Ordinal);
        Assert.Equal("News from The Lindgrens", letter.Subject);
        Assert.DoesNotContain("<img", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("multipart/alternative", letter.Body!.ContentType.MimeType);
        Assert.Equal($"/sign-in?to=%2Fposts%2F{first}", letter.LinkIn("sign-in?to=%2Fposts"));
        Assert.Equal($"/posts/{first}", (await berit.GetAsync(letter.LinkIn("sign-in?to=%2Fposts"))).Headers.Location!.OriginalString);
        Assert.Contains($"name=\"Input.Back\" value=\"/posts/{first}\"", await phone.ReadAsync(letter.LinkIn("sign-in?to=%2Fposts")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_end_by_one_click_of_whoever_holds_the_sealed_link_and_by_no_other()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (siv, address) = await house.ReaderAsync("Siv");
        await house.PublishAsync("One more letter for Siv");
        house.Clock.Advance(MailPreferences.GatheringTime);
        var letter = await room.ExpectAsync(address);
        var url = letter.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>');
        Assert.Equal("List-Unsubscribe=One-Click", letter.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Equal(url[House.Url("").Length..], letter.LinkIn("unsubscribe"));
        var path = url[House.Url("").Length..];

        using var eve = new Browser(house);
        using var nothing = await eve.GetAsync("/nothing/at/all");
        using var guessed = await eve.GetAsync(path[..^2] + "AA");
        Assert.Equal(await nothing.EverythingAsync(), await guessed.EverythingAsync());
        using var posted = await eve.PostAsync(path[..^2] + "AA", ("List-Unsubscribe", "One-Click"));
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Contains(address, await eve.TextAsync(path), StringComparison.Ordinal);
        Assert.Equal(Rhythm.AtOnce, await RhythmOfAsync(siv));

        // The mail program, which has neither cookies nor the page.
        using var program = new Browser(house);
        using var done = await program.PostAsync(path, ("List-Unsubscribe", "One-Click"));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(Rhythm.Never, await RhythmOfAsync(siv));

        await house.PublishAsync("Siv gets none of this");
        house.Clock.Advance(MailPreferences.GatheringTime);
        await house.LettersSettleAsync();
        Assert.Single(room.To(address));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("no longer for her")]
    [InlineData("seen on the site")]
    [InlineData("she was removed")]
    public async Task What_is_not_news_to_her_any_more_is_in_no_letter(string how)
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (liv, address) = await house.ReaderAsync("Liv");
        var circle = await house.CircleAsync(liv);
        var post = await house.PublishAsync("The surprise for grandmother", circleIds: [circle]);
        switch (how)
        {
            case "deleted":
                House.Value(
                    await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
                break;
            case "no longer for her":
                await house.ReadAsync(async db =>
                {
                    (await db.Circles.Include(one => one.Members).SingleAsync(one => one.Id == circle)).Members.Clear();
                    return await db.SaveChangesAsync();
                });
                break;
            case "seen on the site":
                await house.ReadAsync(db => db.News.Where(news => news.MemberId == liv.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(news => news.SeenAt, house.Clock.GetUtcNow())));
                break;
            default:
                House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(liv.Id, House.Cancellation)));
                break;
        }

        house.Clock.Advance(MailPreferences.GatheringTime);
        await house.LettersSettleAsync();

        Assert.Empty(room.To(address));
    }

    [Theory]
    [InlineData(EmailContent.Names, false, 0)]
    [InlineData(EmailContent.Words, true, 0)]
    [InlineData(EmailContent.Pictures, true, 1)]
    public async Task A_letter_shows_no_more_than_the_owner_allows(EmailContent show, bool words, int pictures)
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room, show);
        var (_, address) = await house.ReaderAsync("Alva");
        await house.PublishAsync("The cat sleeps on the stove", [await house.UploadAsync("Our cat")]);
        house.Clock.Advance(MailPreferences.GatheringTime);

        var letter = await room.ExpectAsync(address);

        Assert.Equal("Mara Lindgren posted", letter.Subject);
        Assert.Equal(words, letter.TextBody!.Contains("The cat sleeps", StringComparison.Ordinal));
        Assert.Equal(words, letter.HtmlBody!.Contains("The cat sleeps", StringComparison.Ordinal));
        Assert.Equal(pictures == 0, letter.TextBody!.Contains("1 photo", StringComparison.Ordinal));
        var inside = letter.BodyParts.OfType<MimePart>().Where(part => part.ContentType.MediaType == "image").ToList();
        Assert.Equal(pictures, inside.Count);
        Assert.All(inside, picture => Assert.Contains($"src=\"cid:{picture.ContentId}\"", letter.HtmlBody, StringComparison.Ordinal));
        Assert.DoesNotContain("src=\"http", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(pictures == 1, letter.HtmlBody!.Contains("alt=\"Our cat\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_begins_no_header_and_no_word_becomes_HTML()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (ola, address) = await house.ReaderAsync("Ola", role: Role.Author);
        await house.DoAsync((ChangeName change) => change.ChangeAsync(
            ola.Id, "Ola\r\nBcc: eve@evil.example\r\n\r\n<b>Hi", House.Cancellation));
        var (_, others) = await house.ReaderAsync("Nils");
        await house.PublishAsync("<script>alert(1)</script>", by: ola);
        await house.PublishAsync("For Ola");
        house.Clock.Advance(MailPreferences.GatheringTime);

        var (his, theirs) = (await room.ExpectAsync(address), await room.ExpectAsync(others));

        foreach (var letter in new[] { his, theirs })
        {
            Assert.Empty(letter.Bcc);
            Assert.Empty(room.To("eve@evil.example"));
            Assert.DoesNotContain(letter.Headers, header => header.Field == "Bcc");
            Assert.DoesNotContain("<script", letter.HtmlBody, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>Hi", letter.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mail_server_that_is_busy_gets_the_same_letter_later_and_once()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (_, address) = await house.ReaderAsync("Dag");
        room.IsOverloaded = true;
        await house.PublishAsync("Patience, Dag");
        house.Clock.Advance(MailPreferences.GatheringTime);
        await Eventually.Happens("a letter that was put off",
            () => house.ReadAsync(db => db.Emails.AnyAsync(letter => letter.Address == address && letter.Failures == 1)));
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("busy, come back later", await mara.TextAsync("/family/mail"), StringComparison.Ordinal);
        var id = await house.ReadAsync(db => db.Emails.Where(letter => letter.Address == address).Select(letter => letter.Id)
            .SingleAsync());

        room.IsOverloaded = false;
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var letter = await room.ExpectAsync(address);
        await Eventually.Happens("no letter left",
            () => house.ReadAsync(async db => !await db.Emails.AnyAsync(one => one.Address == address)));

        Assert.Equal($"{id:N}@{House.Domain}", letter.MessageId);
        Assert.Single(room.To(address));
        Assert.DoesNotContain("busy, come back later", await mara.TextAsync("/family/mail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_whose_job_died_is_sent_when_its_lease_is_over_also_by_the_next_process()
    {
        await using var own = await House.OpenAsync();
        await using var room = Mailroom.Open();
        await own.UseAsync(room);
        var (_, address) = await own.ReaderAsync("Ebba");
        await own.PublishAsync("Written just before the power failed");
        // As a process leaves it that is killed with the letter in its hands.
        await own.ReadAsync(async db =>
        {
            var now = own.Clock.GetUtcNow();
            var letter = new Email
            {
                Kind = EmailKind.Digest,
                MemberId = await db.MailPreferences.Where(box => box.Address == address).Select(box => box.MemberId).SingleAsync(),
                Address = address,
                CreatedAt = now,
                DueAt = now + Email.LeaseTime,
            };
            await db.News.Where(news => news.MemberId == letter.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(news => news.EmailId, letter.Id));
            db.Emails.Add(letter);
            return await db.SaveChangesAsync();
        });

        await own.RestartAsync();
        own.Clock.Advance(Email.LeaseTime);

        Assert.Contains("before the power failed", (await room.ExpectAsync(address)).TextBody, StringComparison.Ordinal);
        await own.LettersSettleAsync();
        Assert.Single(room.To(address));
    }

    [Fact]
    public async Task An_address_that_is_refused_for_good_gets_nothing_more_and_its_member_and_the_owner_are_told()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (runa, address) = await house.ReaderAsync("Runa");
        room.Unknown[address] = true;
        await house.PublishAsync("Not for this address");
        house.Clock.Advance(MailPreferences.GatheringTime);
        await Eventually.Happens("an address marked",
            () => house.ReadAsync(db => db.MailPreferences.AnyAsync(box => box.MemberId == runa.Id && box.UnreachableSince != null)));
        room.Unknown.Clear();
        await house.PublishAsync("Nor this");
        house.Clock.Advance(MailPreferences.GatheringTime);
        await house.LettersSettleAsync();

        Assert.Empty(room.To(address));
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("Emails to Runa are coming back", await mara.TextAsync("/news"), StringComparison.Ordinal);
        using var hers = new Browser(house);
        await hers.SignInAsync(address.Split('@')[0], InTheHouse.Password);
        Assert.Contains($"Emails to {address} are coming back", await hers.TextAsync("/me/told"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_speaks_its_readers_language()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (uwe, address) = await house.ReaderAsync("Uwe");
        await house.DoAsync(async (ChooseLanguage choose) =>
        {
            await choose.ChooseAsync(uwe.Id, "de", House.Cancellation);
            return true;
        });
        await house.PublishAsync("Schnee");
        house.Clock.Advance(MailPreferences.GatheringTime);

        var letter = await room.ExpectAsync(address);

        Assert.Equal(Translations.Said("de", "{0} posted", "Mara Lindgren"), letter.Subject);
        Assert.Contains("Hallo Uwe", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("lang=\"de\"", letter.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Rhythm.AtOnce, "2026-06-10T08:00Z", "2026-06-10T08:05Z")]
    [InlineData(Rhythm.Daily, "2026-06-10T08:00Z", "2026-06-10T16:00Z")]
    [InlineData(Rhythm.Daily, "2026-06-10T16:00Z", "2026-06-11T16:00Z")]
    [InlineData(Rhythm.Daily, "2026-12-10T08:00Z", "2026-12-10T17:00Z")]
    [InlineData(Rhythm.Daily, "2026-10-24T17:00Z", "2026-10-25T17:00Z")]
    [InlineData(Rhythm.Weekly, "2026-06-10T08:00Z", "2026-06-14T16:00Z")]
    [InlineData(Rhythm.Weekly, "2026-06-14T16:01Z", "2026-06-21T16:00Z")]
    public void Letters_come_at_six_in_the_evening_by_the_readers_clock(Rhythm rhythm, string oldest, string due)
    {
        var box = new MailPreferences { MemberId = Guid.NewGuid(), Since = default, Rhythm = rhythm, Zone = "Europe/Stockholm" };

        Assert.Equal(DateTimeOffset.Parse(due, null), box.DueFor(DateTimeOffset.Parse(oldest, null)));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a@b@c.example")]
    [InlineData("ingrid@example.org\r\nRCPT TO:<eve@evil.example>")]
    [InlineData("\"in grid\"@example.org")]
    [InlineData("ingrid@example.org, eve@evil.example")]
    [InlineData("<ingrid@example.org>")]
    [InlineData("ingrid@[127.0.0.1]")]
    [InlineData("@example.org")]
    public async Task What_is_no_address_is_refused_and_nothing_is_sent(string address)
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var before = await house.CountRowsAsync();

        using var answer = await ingrid.SubmitAsync(
            "/me/told", "/me/told?handler=Letters", ("Input.Address", address), ("Input.Rhythm", "Daily"), ("Input.Hour", "18"));

        Assert.Contains("an email address such as", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before["Emails"], (await house.CountRowsAsync())["Emails"]);
    }

    [Fact]
    public async Task Another_address_asks_for_the_password_is_told_to_the_old_one_and_the_owner_can_take_it_away()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (dagny, before) = await house.ReaderAsync("Dagny");
        var after = before.Replace("dagny", "other", StringComparison.Ordinal);
        using var hers = new Browser(house);
        await hers.SignInAsync(await house.ReadAsync(db => db.Members.Where(member => member.Id == dagny.Id)
            .Select(member => member.Actor.Handle).SingleAsync()), InTheHouse.Password);
        (string, string)[] wishes = [("Input.Address", after), ("Input.Rhythm", "AtOnce"), ("Input.Hour", "18")];

        using var lying = await hers.SubmitAsync("/me/told", "/me/told?handler=Letters", wishes);
        Assert.Contains("This address can be used to sign in", await lying.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(room.To(after));
        (await hers.SubmitAsync("/me/told", "/me/told?handler=Letters", [.. wishes, ("Input.Password", InTheHouse.Password)])).Dispose();
        (await hers.PressAsync((await room.ExpectAsync(after)).LinkIn("confirm"))).Dispose();

        Assert.Equal("Your emails now go to another address", (await room.ExpectAsync(before)).Subject);
        await house.LettersSettleAsync();
        Assert.Single(room.To(before));
        Assert.Contains($"Sign-in links for you now go to {after}", await hers.TextAsync("/news"), StringComparison.Ordinal);
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains($"Emails and sign-in links for Dagny now go to {after}", await mara.TextAsync($"/family/log?who={dagny.Id}"),
            StringComparison.Ordinal);
        Assert.Contains(after, await mara.TextAsync($"/family/members/{dagny.Id}"), StringComparison.Ordinal);
        (await mara.SubmitAsync($"/family/members/{dagny.Id}", $"/family/members/{dagny.Id}?handler=DropAddress")).Dispose();
        Assert.DoesNotContain(after, await mara.TextAsync($"/family/members/{dagny.Id}"), StringComparison.Ordinal);
        using var stranger = new Browser(house);
        (await stranger.SubmitAsync("/sign-in", "/sign-in?handler=Letter", ("address", after))).Dispose();
        await Eventually.Happens("nobody left at the door", () => house.ReadAsync(async db => !await db.Emails.AnyAsync()));
        Assert.Single(room.To(after));
    }

    [Fact]
    public async Task Nobodys_mail_is_filled_by_whoever_gives_and_forgets_an_address()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        await house.AddAsync("Eva", "eva");
        using var eva = new Browser(house);
        await eva.SignInAsync("eva", InTheHouse.Password);
        (string, string)[] wishes = [("Input.Address", "stranger@elsewhere.example"), ("Input.Password", InTheHouse.Password),
            ("Input.Rhythm", "AtOnce"), ("Input.Hour", "18")];
        (await eva.SubmitAsync("/me/told", "/me/told?handler=Letters", wishes)).Dispose();
        await room.ExpectAsync("stranger@elsewhere.example");

        for (var times = 0; times < 20; times++)
        {
            (await eva.SubmitAsync("/me/told", "/me/told?handler=Forget")).Dispose();
            using var soon = await eva.SubmitAsync("/me/told", "/me/told?handler=Letters", wishes);
            Assert.Contains("try again later", await soon.TextAsync(), StringComparison.Ordinal);
            house.Clock.Advance(MailPreferences.RequestInterval);
            (await eva.SubmitAsync("/me/told", "/me/told?handler=Letters", wishes)).Dispose();
        }

        await house.LettersSettleAsync();
        // Twelve in a day; twenty times two minutes may begin on one and end on the next. Those that were forgotten before they were sent
        // are not sent.
        Assert.InRange(room.To("stranger@elsewhere.example").Count, 1, 24);
    }

    private Task<Rhythm> RhythmOfAsync(Member member) =>
        house.ReadAsync(db => db.MailPreferences.Where(box => box.MemberId == member.Id).Select(box => box.Rhythm).SingleAsync());
}
