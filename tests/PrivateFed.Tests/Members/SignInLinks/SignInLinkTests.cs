using System.Net;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members.SignInLinks;

/// <summary>A way back in: a link from the owner for one device, and back to where one wanted to go.</summary>
public class SignInLinkTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_link_from_the_owner_lets_one_device_in_once_and_another_password_may_be_chosen()
    {
        var gerd = await house.AddAsync("Gerd", "gerd");
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var made = await mara.SubmitAsync($"/family/members/{gerd.Id}", $"/family/members/{gerd.Id}?handler=Link");
        var link = (await mara.ReadAsync(made.Headers.Location!.OriginalString)).LinkTo("come-in");
        Assert.DoesNotContain(link, await mara.ReadAsync($"/family/members/{gerd.Id}"), StringComparison.Ordinal);

        using var phone = new Browser(house);
        using var inside = await phone.SubmitAsync(link, link);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (inside.StatusCode, inside.Headers.Location!.OriginalString));
        Assert.Contains("Welcome back", await phone.ReadAsync("/"), StringComparison.Ordinal);
        using var second = new Browser(house);
        Assert.Equal(HttpStatusCode.NotFound, await second.StatusAsync(link));

        using var changed = await phone.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "a new one for Gerd's phone"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal("", await second.SignInAsync("gerd", "a new one for Gerd's phone"));
        using var notAgain = await phone.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "and yet another of them"));
        Assert.Equal(HttpStatusCode.OK, notAgain.StatusCode);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        var link = await house.SignInLinkAsync(house.Ingrid);
        using var scanner = new Browser(house);
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(HttpStatusCode.OK, await scanner.StatusAsync(link));
        }
        Assert.Equal(HttpStatusCode.NotFound, await scanner.StatusAsync("/me"));

        using var phone = new Browser(house);
        using var inside = await phone.SubmitAsync(link, link);
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/me"));
    }

    [Fact]
    public async Task Of_many_devices_that_use_a_link_at_once_one_comes_in()
    {
        var link = await house.SignInLinkAsync(house.Ingrid);
        var phones = Enumerable.Range(0, 6).Select(_ => new Browser(house)).ToList();
        var tokens = await Task.WhenAll(phones.Select(phone => phone.TokenAsync(link)));

        var answers = await Task.WhenAll(phones.Zip(
            tokens, (phone, token) => phone.PostAsync(link, ("__RequestVerificationToken", token))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        phones.ForEach(phone => phone.Dispose());
    }

    [Theory]
    [InlineData("taken back")]
    [InlineData("replaced")]
    [InlineData("fourteen days old")]
    [InlineData("of somebody removed")]
    [InlineData("older than the password")]
    [InlineData("guessed")]
    public async Task A_link_that_is_over_looks_like_one_that_never_was(string how)
    {
        var per = await house.AddAsync("Per", $"per{Guid.NewGuid().ToString("N")[..8]}");
        var link = await house.SignInLinkAsync(per);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var phone = new Browser(house);
        var token = await phone.TokenAsync(link);
        switch (how)
        {
            case "taken back":
                (await mara.SubmitAsync($"/family/members/{per.Id}", $"/family/members/{per.Id}?handler=TakeLinkBack")).Dispose();
                break;
            case "replaced":
                await house.SignInLinkAsync(per);
                break;
            case "fourteen days old":
                house.Clock.Advance(TimeSpan.FromDays(14));
                break;
            case "of somebody removed":
                House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(per.Id, House.Cancellation)));
                break;
            case "older than the password":
                House.Value(await house.DoAsync(
                    (ChangePassword change) => change.ResetByOperatorAsync(per.Id, "an owl in the attic", House.Cancellation)));
                break;
            default:
                link = link[..^1] + (link[^1] == '0' ? '1' : '0');
                break;
        }

        using var answer = await phone.PostAsync(link, ("__RequestVerificationToken", token));
        using var eve = new Browser(house);
        using var seen = await eve.GetAsync(link);
        using var never = await eve.GetAsync("/come-in/0123456789");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await phone.StatusAsync("/me"));
        Assert.Equal(await never.EverythingAsync(), await seen.EverythingAsync());
    }

    [Fact]
    public async Task A_link_does_not_sign_in_whoever_is_signed_in_as_somebody_else()
    {
        var link = await house.SignInLinkAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);

        using var answer = await tom.SubmitAsync("/me", link);

        Assert.Contains("This link is for Ingrid", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Tom Lindgren", await tom.ReadAsync("/me"), StringComparison.Ordinal);
        using var phone = new Browser(house);
        using var inside = await phone.SubmitAsync(link, link);
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
    }

    [Fact]
    public async Task Another_password_without_the_present_one_is_chosen_within_a_day_only()
    {
        var elsa = await house.AddAsync("Elsa", "elsa");
        var link = await house.SignInLinkAsync(elsa);
        using var phone = new Browser(house);
        (await phone.SubmitAsync(link, link)).Dispose();

        house.Clock.Advance(TimeSpan.FromDays(1));

        using var late = await phone.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "a new one, a day too late"));
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("your current password", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_an_owner_gives_links()
    {
        using var tom = await house.BrowserOfAsync(house.Tom);
        var before = await house.CountRowsAsync();

        using var answer = await tom.SubmitAsync("/me", $"/family/members/{house.Mara.Id}?handler=Link");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task A_link_to_a_post_leads_to_that_post_after_signing_in()
    {
        var post = await house.PublishAsync("What Ingrid wanted to read");
        using var ingrid = new Browser(house);

        using var there = await ingrid.SignInFromAsync($"http://{House.Domain}/posts/{post}", House.IngridsPassword);

        Assert.Equal($"/posts/{post}", there.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("http://evil.example/posts/1")]
    [InlineData("http://lindgren.test.evil.example/posts/1")]
    [InlineData("http://lindgren.test//evil.example/")]
    [InlineData("http://lindgren.test/\\evil.example/")]
    [InlineData("http://lindgren.test/sign-in")]
    [InlineData("nonsense")]
    public async Task From_anywhere_else_the_way_leads_home(string cameFrom)
    {
        using var ingrid = new Browser(house);

        using var answer = await ingrid.SignInFromAsync(cameFrom, House.IngridsPassword);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/evil")]
    public async Task No_form_leads_to_another_house(string back)
    {
        using var ingrid = new Browser(house);

        using var answer = await ingrid.SubmitAsync(
            "/sign-in", "/sign-in", ("Input.Handle", "ingrid"), ("Input.Password", House.IngridsPassword), ("Input.Back", back));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_was_signed_out_while_writing_is_told_that_the_words_are_kept()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var post = await house.PublishAsync("Mara's words");
        var token = await mara.TokenAsync("/write");
        mara.Session = "ended";
        foreach (var page in new[] { "/write", $"/posts/{post}/edit", $"/posts/{Guid.CreateVersion7()}/edit" })
        {
            using var answer = await mara.PostAsync(
                page, ("Input.Text", "A long story"), ("do", "share"), ("__RequestVerificationToken", token));

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("saved on this device", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/posts/ID")]
    [InlineData("/posts/ID/edit")]
    [InlineData("/posts/ID/delete")]
    public async Task A_form_of_a_stranger_does_not_tell_what_is_there(string path)
    {
        var post = await house.PublishAsync("Not for Eve");
        using var eve = new Browser(house);

        using var there = await eve.PostAsync(path.Replace("ID", $"{post}", StringComparison.Ordinal), ("Input.Text", "x"));
        using var nowhere = await eve.PostAsync(
            path.Replace("ID", $"{Guid.CreateVersion7()}", StringComparison.Ordinal), ("Input.Text", "x"));

        Assert.Equal(await nowhere.EverythingAsync(), await there.EverythingAsync());
    }
}
