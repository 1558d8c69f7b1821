using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members.Invitations;

/// <summary>Somebody is invited, reads what they would agree to, says yes and is in; and may take it back.</summary>
public class InvitationTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Mara_invites_Astrid_who_reads_says_yes_and_is_in_without_a_password()
    {
        var circle = await house.CircleAsync(house.Ingrid);
        await house.PublishAsync("For the grandparents", circleIds: [circle]);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var made = await mara.SubmitAsync("/family/invite", "/family/invite", ("Input.Name", "Astrid Åberg"),
            ("Input.MayPost", "false"), ("Input.CircleIds", $"{circle}"));
        var page = await mara.ReadAsync(made.Headers.Location!.OriginalString);
        var link = page.LinkTo("join");
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        var name = WebUtility.HtmlEncode(await house.ReadAsync(db => db.Houses.Select(one => one.Name).SingleAsync()));
        Assert.Contains($"<p class=\"card-house\">{name}</p>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"card-from\">Mara</p>", page, StringComparison.Ordinal);
        Assert.Contains("Astrid &#xC5;berg", await mara.ReadAsync("/family"), StringComparison.Ordinal);

        using var astrid = new Browser(house);
        var invitation = await astrid.ReadAsync(link);
        Assert.Contains("<b>Mara</b> has invited you", invitation, StringComparison.Ordinal);
        Assert.Contains("Astrid &#xC5;berg, come and see us", invitation, StringComparison.Ordinal);
        Assert.Contains("value=\"astrid\"", invitation, StringComparison.Ordinal);
        using var joined = await astrid.JoinAsync(link, "Astrid", "astrid");
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);

        Assert.Contains("For the grandparents", await astrid.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await astrid.StatusAsync("/write"));
        Assert.DoesNotContain("Astrid &#xC5;berg", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        var consent = await house.ReadAsync(
            db => db.Consents.SingleAsync(consent => db.Members.Single(member => member.Name == "Astrid").Id == consent.MemberId));
        Assert.Equal((1, null), (consent.Version, consent.WithdrawnAt));
        Assert.InRange(house.Clock.GetUtcNow() - consent.GivenAt, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        using var eve = new Browser(house);
        Assert.NotEqual("", await eve.SignInAsync("astrid", ""));
    }

    [Fact]
    public async Task Without_a_yes_nobody_is_let_in()
    {
        var link = await house.InvitationAsync("Bo");
        using var bo = new Browser(house);
        var before = await house.CountRowsAsync();

        using var answer = await bo.SubmitAsync(link, link, ("Input.Name", "Bo"), ("Input.Handle", "bo"), ("Input.Version", "1"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Nobody gets in without agreeing", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal(HttpStatusCode.NotFound, await bo.StatusAsync("/me"));
    }

    [Fact]
    public async Task Looking_at_an_invitation_does_not_use_it_up()
    {
        var link = await house.InvitationAsync("Disa");
        var before = await house.CountRowsAsync();
        using var scanner = new Browser(house);
        Assert.Equal(HttpStatusCode.OK, await scanner.StatusAsync(link));
        Assert.Equal(HttpStatusCode.OK, await scanner.StatusAsync(link));
        Assert.Equal(before, await house.CountRowsAsync());

        using var disa = new Browser(house);
        using var joined = await disa.JoinAsync(link, "Disa", "disa");
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
    }

    [Theory]
    [InlineData("used")]
    [InlineData("taken back")]
    [InlineData("made anew")]
    [InlineData("fourteen days old")]
    [InlineData("by an owner who was removed")]
    [InlineData("guessed")]
    public async Task An_invitation_that_is_over_lets_nobody_in(string how)
    {
        var handle = $"x{Guid.NewGuid().ToString("N")[..10]}";
        var other = await house.AddAsync("Ulla", handle);
        House.Value(await house.DoAsync((ChangeRole change) => change.ToOwnerAsync(other.Id, House.Cancellation)));
        var made =
            House.Value(await house.DoAsync((Invite invite) => invite.InviteAsync(other.Id, "Finn", Role.Member, [], House.Cancellation)));
        var link = $"/join/{made.Secret}";
        using var finn = new Browser(house);
        var token = await finn.TokenAsync(link);
        switch (how)
        {
            case "used":
                using (var first = new Browser(house))
                {
                    (await first.JoinAsync(link, "Finn", handle + "2")).Dispose();
                }
                break;
            case "taken back":
                using (var mara = await house.BrowserOfAsync(house.Mara))
                {
                    (await mara.SubmitAsync($"/family/invitations/{made.Id}", $"/family/invitations/{made.Id}?handler=TakeBack")).Dispose();
                }
                break;
            case "made anew":
                House.Value(await house.DoAsync((Invite invite) => invite.RenewAsync(made.Id, address: "", House.Cancellation)));
                break;
            case "fourteen days old":
                house.Clock.Advance(TimeSpan.FromDays(14));
                break;
            case "by an owner who was removed":
                House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(other.Id, House.Cancellation)));
                break;
            default:
                link = link[..^1] + (link[^1] == '0' ? '1' : '0');
                break;
        }
        var members = await house.ReadAsync(db => db.Members.CountAsync());

        using var answer = await finn.PostAsync(link, ("Input.Name", "Finn"), ("Input.Handle", handle + "3"), ("Input.Agrees", "true"),
            ("Input.Version", "1"), ("__RequestVerificationToken", token));
        using var seen = await finn.GetAsync(link);
        using var never = await finn.GetAsync("/join/0123456789");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(await never.EverythingAsync(), await seen.EverythingAsync());
        Assert.Equal(members, await house.ReadAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task Of_many_who_use_an_invitation_at_once_one_is_let_in()
    {
        var link = await house.InvitationAsync("Lo");
        var phones = Enumerable.Range(0, 5).Select(_ => new Browser(house)).ToList();
        var tokens = await Task.WhenAll(phones.Select(phone => phone.TokenAsync(link)));
        var members = await house.ReadAsync(db => db.Members.CountAsync());

        var answers = await Task.WhenAll(phones.Select((phone, number) => phone.PostAsync(
            link, ("Input.Name", "Lo"), ("Input.Handle", $"lo{number}"), ("Input.Agrees", "true"), ("Input.Version", "1"),
            ("__RequestVerificationToken", tokens[number]))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.DoesNotContain(answers, answer => (int)answer.StatusCode >= 500);
        Assert.Equal(members + 1, await house.ReadAsync(db => db.Members.CountAsync()));
        phones.ForEach(phone => phone.Dispose());
    }

    [Theory]
    [InlineData("ingrid")]
    [InlineData("house")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_handle_that_cannot_be_is_said_and_nothing_is_lost(string handle)
    {
        var link = await house.InvitationAsync("Nils");
        using var nils = new Browser(house);

        using var refused = await nils.JoinAsync(link, "Nils", handle);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("class=\"problem\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await nils.StatusAsync(link));
    }

    [Fact]
    public async Task No_field_of_the_form_gives_more_than_the_owner_chose()
    {
        var circle = await house.CircleAsync();
        var link = await house.InvitationAsync("Rut");
        using var rut = new Browser(house);

        (await rut.SubmitAsync(link, link, ("Input.Name", "Rut"), ("Input.Handle", "rut"), ("Input.Agrees", "true"), ("Input.Version", "1"),
            ("Input.Role", "Owner"), ("Invitation.Role", "Owner"), ("Input.MayPost", "true"), ("Input.CircleIds", $"{circle}"),
            ("Input.MemberId", $"{house.Mara.Id}"))).Dispose();

        var made = await house.ReadAsync(db => db.Members.SingleAsync(member => member.Name == "Rut"));
        Assert.Equal(Role.Member, made.Role);
        Assert.False(await house.ReadAsync(db => db.Circles.AnyAsync(one => one.Id == circle
            && one.Members.Any(member => member.Id == made.Id))));
    }

    [Fact]
    public async Task Who_read_an_older_wording_reads_again_and_what_was_agreed_to_stays_readable()
    {
        await using var own = await House.OpenAsync();
        var (early, late) = (await own.InvitationAsync("Early"), await own.InvitationAsync("Late"));
        using var first = new Browser(own);
        (await first.JoinAsync(early, "Early", "early")).Dispose();
        using var mara = await own.BrowserOfAsync(own.Mara);
        using var written = await mara.SubmitAsync(
            "/family/text", "/family/text", ("Text", "Our photos stay in the family.\n\n- Even the funny ones"), ("seen", "1"));
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);

        using var second = new Browser(own);
        using var refused = await second.JoinAsync(late, "Late", "late");
        Assert.Contains("changed a moment ago", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var joined = await second.JoinAsync(late, "Late", "late", version: 2);
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);

        Assert.Contains("There are no advertisements", await first.ReadAsync("/me/agreement"), StringComparison.Ordinal);
        Assert.Contains("Even the funny ones", await second.ReadAsync("/me/agreement"), StringComparison.Ordinal);
        using var overtaken = await mara.SubmitAsync("/family/text", "/family/text", ("Text", "Written over an older one"), ("seen", "1"));
        Assert.Equal(HttpStatusCode.OK, overtaken.StatusCode);
        Assert.Equal(1, await own.ReadAsync(db => db.HouseTexts.CountAsync()));
    }

    [Fact]
    public async Task Whoever_takes_the_yes_back_is_out_and_what_they_wrote_is_erased_if_they_wish()
    {
        var link = await house.InvitationAsync("Vera", Role.Author);
        using var vera = new Browser(house);
        using var tablet = new Browser(house);
        (await vera.JoinAsync(link, "Vera", "vera")).Dispose();
        var member = await house.ReadAsync(db => db.Members.SingleAsync(one => one.Name == "Vera"));
        var post = await house.PublishAsync("Vera's secret cake", by: member);
        var marasPost = await house.PublishAsync();
        var said =
            House.Value(await house.DoAsync((WriteComment write) => write.WriteAsync(
                new Viewer.Local(member.Id, member.Role), marasPost, null, "With cream?", House.Cancellation)));
        House.Value(await house.DoAsync((React react) => react.ReactAsync(
            new Viewer.Local(member.Id, member.Role), marasPost, Reaction.Heart, House.Cancellation)));
        var token = await vera.TokenAsync("/me/agreement");
        tablet.Session = vera.Session;

        using var unclear = await vera.PostAsync("/me/agreement", ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.OK, await vera.StatusAsync("/me"));
        using var left = await vera.PostAsync("/me/agreement", ("words", "erase"), ("__RequestVerificationToken", token));

        Assert.Equal("/sign-in", left.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, await tablet.StatusAsync("/me"));
        Assert.NotNull(await house.ReadAsync(db => db.Consents.Where(consent => consent.MemberId == member.Id)
            .Select(consent => consent.WithdrawnAt).SingleAsync()));
        Assert.Equal("", await house.ReadAsync(db => db.Posts.IgnoreQueryFilters().Where(one => one.Id == post).Select(one => one.Text)
            .SingleAsync()));
        Assert.Equal("", await house.ReadAsync(db => db.Comments.Where(one => one.Id == said).Select(one => one.Text).SingleAsync()));
        Assert.False(await house.ReadAsync(db => db.Reactions.AnyAsync(one => one.MemberId == member.Id)));
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Equal(HttpStatusCode.NotFound, await mara.StatusAsync($"/posts/{post}"));
        Assert.DoesNotContain("Vera", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        Assert.False(await house.ReadAsync(db => db.Members.AnyAsync(one => one.Name == "Vera")));
    }

    [Fact]
    public async Task Whoever_leaves_may_leave_their_words_with_the_family()
    {
        var link = await house.InvitationAsync("Siv", Role.Author);
        using var siv = new Browser(house);
        (await siv.JoinAsync(link, "Siv", "siv")).Dispose();
        var member = await house.ReadAsync(db => db.Members.SingleAsync(one => one.Name == "Siv"));
        var post = await house.PublishAsync("Siv's apple cake", by: member);

        (await siv.SubmitAsync("/me/agreement", "/me/agreement", ("words", "leave"))).Dispose();

        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("apple cake", await mara.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invited_author_chooses_a_password_before_the_first_post()
    {
        var link = await house.InvitationAsync("Ida", Role.Author);
        using var ida = new Browser(house);
        (await ida.JoinAsync(link, "Ida", "ida")).Dispose();

        using var sent = await ida.GetAsync("/write");
        Assert.Equal("/me?first=key#password", sent.Headers.Location!.OriginalString);
        var posts = await house.ReadAsync(db => db.Posts.CountAsync());
        (await ida.SubmitAsync("/me", "/write", ("Input.Text", "Too early"), ("Input.Audience", "everyone"), ("do", "share"))).Dispose();
        Assert.Equal(posts, await house.ReadAsync(db => db.Posts.CountAsync()));

        (await ida.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "a lighthouse and a kite"))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await ida.StatusAsync("/write"));
    }

    [Theory]
    [InlineData("Zoë Lindgren", "zoe")]
    [InlineData("Ingrid", "ingrid2")]
    [InlineData("奶奶", "guest")]
    [InlineData("House", "guest")]
    public async Task A_handle_is_suggested_that_is_free(string name, string handle) =>
        Assert.Equal(handle, await house.ReadAsync(db => SuggestHandle.SuggestAsync(db, name, House.Cancellation)));

    [Fact]
    public async Task Whoever_was_added_without_an_invitation_is_shown_nothing_before_their_yes()
    {
        var photo = await house.UploadAsync();
        var post = await house.PublishAsync("For those who said yes", photos: [photo]);
        House.Value(
            await house.DoAsync((AddMember add) => add.AddAsync("Olle", "olle", InTheHouse.Password, Role.Member, House.Cancellation)));
        using var olle = new Browser(house);
        Assert.Equal("", await olle.SignInAsync("olle", InTheHouse.Password));
        foreach (var path in new[] { "/", "/family", "/me", $"/posts/{post}", "/users/mara" })
        {
            using var asked = await olle.GetAsync(path);
            Assert.Equal("/welcome", asked.Headers.Location?.OriginalString);
        }
        Assert.Equal(HttpStatusCode.NotFound, await olle.StatusAsync($"/photos/{photo.Id}/small.webp"));

        using var silent = await olle.SubmitAsync("/welcome", "/welcome", ("version", "1"));
        Assert.Equal(HttpStatusCode.OK, silent.StatusCode);
        using var agreed = await olle.SubmitAsync("/welcome", "/welcome", ("agrees", "true"), ("version", "1"));

        Assert.Equal("/", agreed.Headers.Location!.OriginalString);
        Assert.Contains("For those who said yes", await olle.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await olle.StatusAsync($"/photos/{photo.Id}/small.webp"));
    }
}
