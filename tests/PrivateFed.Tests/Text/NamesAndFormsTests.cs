using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Text;

/// <summary>No name looks like another's by what nobody sees, and no letter that is none breaks a form.</summary>
public partial class NamesAndFormsTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("Every\u200bone")]
    [InlineData("\u2060EVERYONE\u00ad")]
    [InlineData("Ｅveryone")]
    [InlineData("Tout  le\u3164 monde")]
    public async Task S_No_circle_is_called_like_everybody(string name)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var answer = await mara.SubmitAsync("/family/circles", "/family/circles", ("Name", name));

        Assert.Contains("already a circle called", await answer.ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S_Two_circles_that_look_alike_are_not_made()
    {
        House.Value(await house.DoAsync((EditCircles edit) => edit.MakeAsync("The aunts", House.Cancellation)));

        var again = await house.DoAsync((EditCircles edit) => edit.MakeAsync("The\u200b \u2063aunts\ufeff", House.Cancellation));

        Assert.False(again.Succeeded);
    }

    [Fact]
    public async Task S_What_nobody_sees_is_in_no_name()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["name"] = "Mara\u200b Lind\u2064gren \u3164";
        await joe.TellAsync(joe.Follow());
        var liv = await house.AddAsync("Liv\u200b\u202e", "liv");
        House.Value(await house.DoAsync((ChangeName change) => change.ChangeAsync(liv.Id, "L\u00adiv \U000e0041Holm", House.Cancellation)));
        var album =
            House.Value(await house.DoAsync((MakeAlbum make) => make.CreateAsync(house.Mara.Id, "Sum\u2061mer ☀️", House.Cancellation)));
        var nothing = await house.DoAsync((MakeAlbum make) => make.CreateAsync(house.Mara.Id, "\u200b\u2060", House.Cancellation));

        Assert.Equal("Mara Lindgren", await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == joe.Uri)
            .Select(actor => actor.Name).SingleAsync()));
        Assert.Equal("Liv Holm", await house.ReadAsync(db => db.Members.Where(member => member.Id == liv.Id).Select(member => member.Name)
            .SingleAsync()));
        Assert.Equal("Summer ☀️", await house.ReadAsync(db => db.Albums.Where(one => one.Id == album).Select(one => one.Name)
            .SingleAsync()));
        Assert.False(nothing.Succeeded);
        using var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync("\u200bliv\u2060", InTheHouse.Password));
    }

    [Theory]
    [InlineData("mara", "abc\ufffedefghij")]
    [InlineData("mara\uffff", "three ducks on the pond")]
    [InlineData("mara", "\ufdd0\U0010ffff")]
    public async Task O04_A_letter_that_is_none_does_not_belong_together_with_a_handle(string handle, string password)
    {
        using var browser = new Browser(house);

        using var answer = await browser.SubmitAsync("/sign-in", "/sign-in", ("Input.Handle", handle), ("Input.Password", password));

        Assert.Equal("That sign-in name and password don't go together.", await answer.ProblemAsync());
    }

    // The framework refuses it before any page is asked.
    [Theory]
    [InlineData("ma\0ra", "three ducks on the pond")]
    [InlineData("mara", "three ducks\0 on the pond")]
    public async Task O04_A_form_with_NUL_is_no_form(string handle, string password)
    {
        using var browser = new Browser(house);

        using var answer = await browser.SubmitAsync("/sign-in", "/sign-in", ("Input.Handle", handle), ("Input.Password", password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task O04_A_password_with_such_a_letter_opens_with_the_same_letter()
    {
        var una = await house.AddAsync("Una", "una", password: "una\ufffe sails a boat");
        using var browser = new Browser(house);

        Assert.NotEqual("", await browser.SignInAsync("una", "una sails a boat"));
        Assert.Equal("", await browser.SignInAsync("una", "una\ufffe sails a boat"));
        Assert.NotEqual(Guid.Empty, una.Id);
    }

    [Fact]
    public async Task O04_A_page_that_takes_no_form_says_so()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var answer = await mara.SubmitAsync("/me", "/", ("from", "x\ufffe"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    /// <summary>Every form of the house is sent once for each of its fields, with a letter in it that is none.</summary>
    [Fact]
    public async Task O04_No_form_of_the_house_breaks()
    {
        await using var own = await House.OpenAsync();
        using var mara = await own.BrowserOfAsync(own.Mara);
        var post = await own.PublishAsync();
        var comment = await own.CommentAsync(own.Mara, post);
        var album = House.Value(await own.DoAsync((MakeAlbum make) => make.CreateAsync(own.Mara.Id, "Summer", House.Cancellation)));
        var circle = await own.CircleAsync(own.Ingrid);
        var draft = Guid.CreateVersion7();
        await mara.KeepQuietlyAsync(draft, ("Input.Text", "A draft"));
        string[] pages =
        [
            "/", "/write", $"/write/{draft}", "/drafts", "/search?q=x", "/albums", $"/albums/{album}", $"/albums/{album}/edit",
            $"/posts/{post}", $"/posts/{post}/edit", $"/posts/{post}/into-album",
            $"/comments/{comment}/edit", "/family", "/family/circles", $"/family/circles/{circle}", "/family/invite", "/family/mail",
            "/family/settings", "/family/text", "/family/on-its-way",
            $"/family/members/{own.Ingrid.Id}", "/family/log", "/me", "/me/told", "/me/codes", "/me/agreement", "/users/mara", "/news",
        ];
        var guest = await own.InvitationAsync("Liv");
        var sent = await BreakAsync(mara, pages);
        using var eve = new Browser(own);
        sent += await BreakAsync(eve, ["/sign-in", guest]);

        Assert.InRange(sent, 60, 1_000);
    }

    private static async Task<int> BreakAsync(Browser browser, string[] pages)
    {
        var sent = 0;
        foreach (var page in pages)
        {
            var html = await browser.ReadAsync(page);
            foreach (Match form in Form().Matches(html))
            {
                var fields = Field().Matches(form.Value)
                    .Select(field => (Name: field.Groups["name"].Value, Value: WebUtility.HtmlDecode(field.Groups["value"].Value)))
                    .ToList();
                var action = WebUtility.HtmlDecode(Action().Match(form.Groups["tag"].Value).Groups["action"].Value) is { Length: > 0 } said
                    ? said
                    : page;
                var isGet = !form.Value.Contains("method=\"post\"", StringComparison.Ordinal);
                foreach (var (name, value) in fields.Where(field => field.Name != "__RequestVerificationToken"))
                {
                    foreach (var broken in isGet ? ["\ufffe"] : new[] { "\ufffe", "\0" })
                    {
                        using var answer = isGet
                            ? await browser.GetAsync($"{action.Split('?')[0]}?{name}={Uri.EscapeDataString(value + broken)}")
                            : await browser.PostAsync(
                                action, [.. fields.Select(field => (field.Name, field.Name == name ? field.Value + broken : field.Value))]);
                        Assert.True((int)answer.StatusCode < 500, $"{page}: {action} {name}: {answer.StatusCode}");
                        sent++;
                    }
                }
            }
        }
        return sent;
    }

    [GeneratedRegex("<form(?<tag>[^>]*)>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(" action=\"(?<action>[^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<(?:input|textarea|select|button)\\b[^>]*? name=\"(?<name>[^\"]+)\"(?:[^>]*? value=\"(?<value>[^\"]*)\")?")]
    private static partial Regex Field();
}
