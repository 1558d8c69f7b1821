using System.Net;
using System.Text.RegularExpressions;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Members.SignInLinks;

namespace PrivateFed.Tests.Rig;

/// <summary>How people come in without a password, and what the owner gives them for it.</summary>
internal static partial class Doors
{
    /// <summary>The path of the link that a page of the owner shows.</summary>
    public static string LinkTo(this string page, string door)
    {
        var link = Link().Match(page);
        Assert.True(link.Success, "The page shows no link.");
        Assert.Equal((House.Domain, door), (link.Groups["host"].Value, link.Groups["door"].Value));
        return $"/{door}/{link.Groups["secret"].Value}";
    }

    /// <summary>Mara gives somebody a new way in; the answer is its path.</summary>
    public static async Task<string> SignInLinkAsync(this House house, Member member) =>
        $"/come-in/{House.Value(await house.DoAsync((CreateSignInLink give) => give.CreateAsync(member.Id, House.Cancellation)))}";

    /// <summary>Mara invites somebody; the answer is the path of the link.</summary>
    public static async Task<string> InvitationAsync(this House house, string name, Role role = Role.Member) =>
        $"/join/{House.Value(await house.DoAsync((Invite invite) => invite.InviteAsync(house.Mara.Id, name, role, [], House.Cancellation))).Secret}";

    /// <summary>Says yes to the invitation.</summary>
    public static Task<HttpResponseMessage> JoinAsync(this Browser browser, string link, string name, string handle, int version = 1) =>
        browser.SubmitAsync(link, link, ("Input.Name", name), ("Input.Handle", handle), ("Input.Agrees", "true"),
            ("Input.Version", $"{version}"));

    /// <summary>Ingrid goes from a page to the front door and signs in there.</summary>
    public static async Task<HttpResponseMessage> SignInFromAsync(this Browser browser, string page, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.TryAddWithoutValidation("Referer", page);
        using var door = await browser.SendAsync(request);
        var back = WebUtility.HtmlDecode(Back().Match(await door.Content.ReadAsStringAsync()).Groups["back"].Value);
        return await browser.SubmitAsync("/sign-in", "/sign-in", ("Input.Handle", "ingrid"), ("Input.Password", password),
            ("Input.Back", back));
    }

    [GeneratedRegex("https://(?<host>[^/<\"]+)/(?<door>come-in|join)/(?<secret>[0-9a-f]+)")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"Input.Back\" value=\"(?<back>[^\"]*)\"")]
    private static partial Regex Back();
}
