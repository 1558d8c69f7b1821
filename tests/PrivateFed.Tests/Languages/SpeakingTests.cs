using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Languages;

/// <summary>Each reader is spoken to in the language that they chose, or that their browser asks for.</summary>
[Trait("Database", "none")]
public partial class SpeakingTests(House house) : IClassFixture<House>
{
    public static TheoryData<string> Languages => [.. Translations.Codes];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Pages_speak_the_browsers_language_and_no_other(string code)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var paths = await FillAsync(server);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var eve = new Browser(house);
        var join = await house.InvitationAsync("Olle");

        foreach (var (browser, path) in paths.Select(path => (mara, path))
            .Concat([(eve, "/sign-in"), (eve, join), (eve, "/come-in/nonsense"), (eve, "/nonsense")]))
        {
            var page = await ReadAsync(browser, path, code);

            Assert.Contains($"<html lang=\"{code}\">", page, StringComparison.Ordinal);
            Assert.Empty(EnglishIn(page, code).Select(text => $"{path}: {text}"));
        }
    }

    [Theory]
    [InlineData("de-AT", "Jänner 2024", "21. Jänner 2024")]
    [InlineData("de-DE,en;q=0.5", "Januar 2024", "21. Januar 2024")]
    [InlineData("en-US", "January 2024", "January 21, 2024")]
    [InlineData("en", "January 2024", "21 January 2024")]
    [InlineData("fr-CH", "Janvier 2024", "21 janvier 2024")]
    [InlineData("es", "Enero de 2024", "21 de enero de 2024")]
    [InlineData("sv", "Januari 2024", "21 januari 2024")]
    [InlineData("da", "Januar 2024", "21. januar 2024")]
    [InlineData("nb", "Januar 2024", "21. januar 2024")]
    [InlineData("nn-NO", "Januar 2024", "21. januar 2024")]
    [InlineData("no", "Januar 2024", "21. januar 2024")]
    [InlineData("nl-BE", "Januari 2024", "21 januari 2024")]
    [InlineData("it", "Gennaio 2024", "21 gennaio 2024")]
    [InlineData("pt-BR", "Janeiro de 2024", "21 de janeiro de 2024")]
    [InlineData("pl", "Styczeń 2024", "21 stycznia 2024")]
    [InlineData("fi, sv;q=0.4, de;q=0.7", "Januar 2024", "21. Januar 2024")]
    [InlineData("fi", "January 2024", "21 January 2024")]
    [InlineData("de-nonsense", "Januar 2024", "21. Januar 2024")]
    public async Task A_date_is_written_as_in_the_readers_country(string asked, string month, string date)
    {
        var post = await house.PublishAsync("Ice on the lake");
        var day = new DateTimeOffset(2024, 1, 21, 12, 0, 0, TimeSpan.Zero);
        await house.ReadAsync(db => db.Posts.Where(one => one.Id == post)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.PublishedAt, day), House.Cancellation));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Contains($"<h1>{month}</h1>", await ReadAsync(ingrid, "/archive/2024/1", asked), StringComparison.Ordinal);
        Assert.Contains($"<h1 class=\"unseen\">Mara, {date}</h1>", await ReadAsync(ingrid, $"/posts/{post}", asked),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_member_chose_goes_before_what_a_browser_asks_for()
    {
        var berta = await house.AddAsync("Berta", "berta");
        using var browser = new Browser(house);
        await browser.SignInAsync("berta", InTheHouse.Password);

        (await browser.SubmitAsync("/me", "/me?handler=Language", ("newLanguage", "sv"))).Dispose();
        var page = await ReadAsync(browser, "/family", "de-AT");
        using var phone = new Browser(house);
        await phone.SignInAsync("berta", InTheHouse.Password);
        var onThePhone = await ReadAsync(phone, "/family", "de-AT");
        (await browser.SubmitAsync("/me", "/me?handler=Language", ("newLanguage", ""))).Dispose();
        var afterwards = await ReadAsync(browser, "/family", "de-AT");

        Assert.Contains("<html lang=\"sv\">", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"here\">{Translations.Said("sv", "Here")}", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"sv\">", onThePhone, StringComparison.Ordinal);
        Assert.Contains($"id=\"here\">{Translations.Said("de", "Here")}", afterwards, StringComparison.Ordinal);
        Assert.Null(await house.ReadAsync(db => db.Members.Where(member => member.Id == berta.Id).Select(member => member.Language)
            .SingleAsync(House.Cancellation)));
    }

    [Fact]
    public async Task A_house_that_is_set_up_in_Swedish_asks_for_a_yes_to_Swedish_words_that_stay()
    {
        await using var swedish = await House.UnfinishedAsync();
        using var siv = new Browser(swedish);
        var link = $"/set-up/{await swedish.ReadAsync(db => SetUpLink.RenewAsync(db, House.Cancellation))}";

        using var request = new HttpRequestMessage(HttpMethod.Post, link)
        {
            Content = new FormUrlEncodedContent([
                new("Input.House", "Lindgrens"), new("Input.Domain", House.Domain), new("Input.Name", "Siv"), new("Input.Handle", "siv"),
                new("Input.Password", InTheHouse.Password),
                new("__RequestVerificationToken", await siv.TokenAsync(link))]),
        };
        request.Headers.Add("Accept-Language", "sv");
        (await siv.SendAsync(request)).Dispose();

        var first = await swedish.ReadAsync(db => HouseText.FindVersionAsync(db, 1, House.Cancellation));
        Assert.Contains("Det här är vår familjs egen plats.", first.Text, StringComparison.Ordinal);
        Assert.Equal(first.Text, (await swedish.ReadAsync(db => HouseText.CurrentAsync(db, House.Cancellation))).Text);
        Assert.Single(await swedish.ReadAsync(db => HouseText.AllAsync(db, House.Cancellation)));
    }

    [Fact]
    public async Task A_language_that_the_site_does_not_speak_leaves_it_to_the_browser()
    {
        await house.AddAsync("Olga", "olga");
        using var browser = new Browser(house);
        await browser.SignInAsync("olga", InTheHouse.Password);

        (await browser.SubmitAsync("/me", "/me?handler=Language", ("newLanguage", "tlh"))).Dispose();

        Assert.Contains("<html lang=\"fr\">", await ReadAsync(browser, "/", "fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_readers_language_with_its_numbers()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var token = await mara.TokenAsync("/me");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/me?handler=Name")
        {
            Content = new FormUrlEncodedContent(
                [new("NewName", new string('x', Member.NameLength + 1)), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Accept-Language", "de");
        using var answer = await mara.SendAsync(request);

        Assert.Contains(Translations.Said("de", "Please enter a name of 1 to {0} characters.", 80), await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", "Ann, Ben e Ina")]
    [InlineData("de", "Ann, Ben und Ina")]
    [InlineData("en", "Ann, Ben and Ina")]
    public async Task Names_are_listed_as_one_speaks(string code, string listed)
    {
        await using var server = await Neighbour.OpenAsync(house);
        foreach (var name in new[] { "Ann", "Ben", "Ina" })
        {
            var person = server.Person(name.ToLowerInvariant());
            person.Document["name"] = $"{name} Miller";
            await house.WelcomeAsync(person);
        }
        server.Sleep();
        await house.PublishAsync("Zzz");
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);

        Assert.Contains($" {listed}.", await ReadAsync(mara, "/family/on-its-way", code), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task No_circle_is_called_as_everybody_is_called_in_any_language(string code)
    {
        var everybody = Translations.Of(code).Single(text => text.Text == "Everyone here").Said;

        var made = await house.DoAsync((EditCircles edit) => edit.MakeAsync(everybody, House.Cancellation));

        Assert.False(made.Succeeded);
    }

    [Fact]
    public async Task A_name_in_a_marked_sentence_is_a_name_and_no_markup()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["name"] = "Joe <i>& \"Co\"</i>";
        await joe.TellAsync(joe.Follow());
        using var mara = await house.BrowserOfAsync(house.Mara);

        var page = await mara.ReadAsync("/family");

        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.Contains("<b>Joe &lt;i&gt;&amp; &quot;Co&quot;&lt;/i&gt;</b> would like to follow you", page, StringComparison.Ordinal);
    }

    /// <summary>Something of everything, named in no language; the answer is where Mara finds it.</summary>
    private async Task<IReadOnlyList<string>> FillAsync(Neighbour server)
    {
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var waiting = server.Person("ann");
        await waiting.TellAsync(waiting.Follow());
        var circle = await house.CircleAsync(house.Ingrid);
        var post = await house.PublishAsync("Zzz", [await house.UploadAsync("Zzz"), await house.UploadAsync("")]);
        await house.PublishAsync("Zzz", circleIds: [circle]);
        var comment = await house.CommentAsync(house.Ingrid, post, "Zzz");
        var draft = Guid.CreateVersion7();
        using var mara = await house.BrowserOfAsync(house.Mara);
        (await mara.ComposeAsync("keep", draft, ("Input.Text", "Zzz"))).Dispose();
        return
        [
            "/", "/search", "/search?q=zzz", "/search?q=zzzzzz", "/archive", "/on-this-day", "/albums", "/family", "/write",
            $"/write/{draft}", "/drafts", $"/drafts/{draft}/drop", $"/posts/{post}/earlier", "/me", "/me/codes", "/me/agreement",
            "/me/told", "/news", "/family/mail",
            "/family/circles", $"/family/circles/{circle}", $"/circles/{circle}", "/family/on-its-way", "/family/invite", "/family/text",
            "/family/desk", "/family/log", "/family/settings", $"/family/followers/{await house.IdOfAsync(joe)}",
            $"/family/requests/{await house.IdOfAsync(waiting)}", $"/family/members/{house.Ingrid.Id}",
            $"/posts/{post}", $"/posts/{post}?answer={comment}", $"/posts/{post}/photos/1", $"/posts/{post}/edit", $"/posts/{post}/delete",
            $"/posts/{post}/into-album",
            $"/comments/{comment}/delete", "/users/tom",
        ];
    }

    /// <summary>Texts of three words or more that this language says otherwise, and of which the page has the English.</summary>
    private static IEnumerable<string> EnglishIn(string page, string code) =>
        from text in Translations.Of(code)
        // agreed to in these words, whoever reads them
        where text.Text != text.Said && !HouseText.First.Text.Contains(text.Text, StringComparison.Ordinal)
        let telling = Gaps().Split(text.Text).MaxBy(part => part.Length)!.Trim()
        where telling.Count(letter => letter == ' ') >= 2 && !text.Said.Contains(telling, StringComparison.Ordinal)
        where page.Contains(telling, StringComparison.Ordinal)
        select text.Text;

    private static async Task<string> ReadAsync(Browser browser, string path, string asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", asked);
        using var answer = await browser.SendAsync(request);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"\{[0-9]+(?::[^{}]+)?\}|<[^<>]+>")]
    private static partial Regex Gaps();
}
