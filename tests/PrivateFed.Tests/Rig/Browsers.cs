using Microsoft.AspNetCore.Authentication;
using PrivateFed.Members;

namespace PrivateFed.Tests.Rig;

/// <summary>The one place where tests sign people in.</summary>
internal static class Browsers
{
    /// <summary>A client that is signed in, by the cookie that the house gives after a right password.</summary>
    public static async Task<HttpClient> BrowserOfAsync(this House house, Member member)
    {
        var client = house.Client();
        client.DefaultRequestHeaders.Add("Cookie", await house.CookieOfAsync(member));
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    public static async Task<string> CookieOfAsync(this House house, Member member)
    {
        using var scope = house.Part<IServiceScopeFactory>().CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.UserAgent = "Firefox on Linux";
        await context.SignInAsync(Sessions.PrincipalOf(member), new AuthenticationProperties { IsPersistent = true });
        return context.Response.Headers.SetCookie.Single()!.Split(';')[0];
    }
}
