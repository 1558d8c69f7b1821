using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web;

/// <summary>What each of the family may do on the pages, whatever their forms say, and what every answer carries.</summary>
public class PermissionTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_jobs_are_for_the_owner_only()
    {
        using var eve = new Browser(house);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var path in new[] { "/jobs", "/jobs/recurring", "/jobs/servers", "/jobs/js1", "/jobs/css1" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync(path));
            Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync(path));
            Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync(path));
        }
        using var stats = await ingrid.PostAsync("/jobs/stats");
        Assert.NotEqual(HttpStatusCode.OK, stats.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/jobs"));
    }

    [Theory]
    [InlineData("/family/invite", true)]
    [InlineData("/family/text", true)]
    [InlineData("/family/mail", true)]
    [InlineData("/family/circles", true)]
    [InlineData("/family/members/INGRID", true)]
    [InlineData("/write", false)]
    [InlineData("/write/session", false)]
    public async Task Pages_of_the_owner_and_of_authors_are_not_there_for_others(string path, bool onlyOwner)
    {
        path = path.Replace("INGRID", $"{house.Ingrid.Id}", StringComparison.Ordinal);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var mara = await house.BrowserOfAsync(house.Mara);

        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync(path));
        Assert.Equal(onlyOwner ? HttpStatusCode.NotFound : HttpStatusCode.OK, await tom.StatusAsync(path));
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync(path));
    }

    [Fact]
    public async Task Forms_sent_past_the_pages_change_nothing()
    {
        var post = await house.PublishAsync("Mara's own words");
        var photo = await house.UploadAsync();
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var before = await house.CountRowsAsync();

        var answers = new[]
        {
            await ingrid.SubmitAsync("/me", "/write", ("Input.Text", "Ingrid was here"), ("Input.Audience", "everyone"), ("do", "share")),
            await ingrid.SubmitAsync("/me", "/family/invite", ("Input.Name", "Eve")),
            await tom.SubmitAsync("/me", "/family/text", ("Text", "Tom's rules"), ("seen", "1")),
            await ingrid.SubmitAsync("/me", $"/family/members/{house.Tom.Id}?handler=Remove"),
            await tom.SubmitAsync("/me", $"/family/members/{house.Ingrid.Id}?handler=Remove"),
            await tom.SubmitAsync("/me", $"/posts/{post}/edit", ("Input.Text", "Tom was here")),
            await tom.SubmitAsync("/me", $"/posts/{post}/delete"),
            await ingrid.SubmitAsync("/me", $"/posts/{post}/delete"),
            await tom.SubmitAsync("/write", "/write", ("Input.Text", "With Mara's photo"), ("Input.PhotoIds[0]", $"{photo.Id}"),
                ("Input.Audience", "everyone"), ("do", "share")),
        };

        Assert.DoesNotContain(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal("Mara's own words", await house.ReadAsync(db => db.Posts.Where(one => one.Id == post).Select(one => one.Text)
            .SingleAsync()));
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Fact]
    public async Task Nobody_signs_out_the_device_of_another()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var session = await house.ReadAsync(db => db.Sessions.Where(one => one.MemberId == house.Mara.Id)
            .OrderByDescending(one => one.StartedAt).Select(one => one.Id).FirstAsync());

        (await ingrid.SubmitAsync("/me", "/me?handler=Device", ("sessionId", $"{session}"))).Dispose();

        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/me"));
    }

    [Fact]
    public async Task No_field_makes_a_member_more_than_they_are()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        (await ingrid.SubmitAsync("/me", "/me?handler=Name", ("NewName", "Ingrid"), ("Role", "Owner"), ("Self.Role", "Owner"),
            ("Id", $"{house.Mara.Id}"))).Dispose();

        Assert.Equal(Role.Member, await house.ReadAsync(db => db.Members.Where(member => member.Id == house.Ingrid.Id)
            .Select(member => member.Role).SingleAsync()));
        Assert.Equal("Mara Lindgren", await house.ReadAsync(db => db.Members.Where(member => member.Id == house.Mara.Id)
            .Select(member => member.Name).SingleAsync()));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another's")]
    [InlineData("nonsense")]
    public async Task A_form_without_its_own_token_does_nothing(string token)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var value = token switch { "none" => "", "another's" => await ingrid.TokenAsync("/me"), _ => token };
        var before = await house.CountRowsAsync();

        using var post = await mara.PostAsync("/write", ("Input.Text", "Not by Mara"), ("Input.Audience", "everyone"), ("do", "share"),
            ("__RequestVerificationToken", value));
        using var member = await mara.PostAsync($"/family/members/{house.Ingrid.Id}?handler=Remove", ("__RequestVerificationToken", value));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (post.StatusCode, member.StatusCode));
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync("/me"));
    }

    [Theory]
    [InlineData("GET", "/sign-in")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nothing/at/all")]
    [InlineData("GET", "/media/0/0/0.jpg")]
    [InlineData("GET", "/.well-known/webfinger")]
    [InlineData("GET", "/.well-known/webfinger?resource=acct:mara@lindgren.test")]
    [InlineData("GET", "/users/mara")]
    [InlineData("GET", "/jobs")]
    [InlineData("GET", "/error")]
    [InlineData("POST", "/inbox")]
    [InlineData("POST", "/sign-in")]
    [InlineData("POST", "/nothing/at/all")]
    [InlineData("OPTIONS", "/posts/1")]
    [InlineData("TRACE", "/")]
    public async Task Every_answer_forbids_what_a_browser_must_not_do(string method, string path)
    {
        using var client = house.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request);

        Assert.True((int)answer.StatusCode < 500);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", path == "/jobs" ? "" : policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.Equal("private, no-store", string.Join(", ", answer.Headers.GetValues("Cache-Control").SelectMany(value => value.Split(", "))
            .Order(StringComparer.Ordinal).Reverse()));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task What_a_proxy_says_is_believed_of_a_trusted_one_only()
    {
        await using var behind = await House.OpenAsync("--PrivateFed:TrustedProxies=127.9.9.9");
        foreach (var (from, believed) in new[] { ("127.9.9.9", true), ("127.9.9.8", false) })
        {
            using var client = behind.Client(from);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            using var answer = await client.SendAsync(request);

            Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
            var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("form=", StringComparison.Ordinal));
            Assert.Equal(believed, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Claiming_other_addresses_does_not_give_more_tries()
    {
        using var client = house.Client("127.4.1.1");
        var refused = 0;
        for (var number = 0; number < 80; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{number}");
            using var answer = await client.SendAsync(request);
            refused += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.InRange(refused, 10, 20);
    }
}
