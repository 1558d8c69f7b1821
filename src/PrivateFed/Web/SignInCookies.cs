using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using PrivateFed.Members;
using PrivateFed.Notifications;

namespace PrivateFed.Web;

/// <summary>A device is signed in, and its person led to where they wanted to go.</summary>
internal static class SignInCookies
{
    private const string WayBackCookie = "way-back";

    private static readonly string[] Doors = ["/sign-", "/come-in/", "/join/", "/set-up/", "/nothing-here", "/error"];

    /// <param name="context">Of the request that signs them in.</param>
    /// <param name="member">With their actor.</param>
    /// <param name="byLink">On the owner's word: they may choose another password without the present one.</param>
    public static Task SignInAsync(this HttpContext context, Member member, bool byLink = false)
    {
        var properties = new AuthenticationProperties { IsPersistent = true };
        if (byLink)
        {
            properties.Items[Sessions.ByLink] = "";
        }
        context.RememberDevice(member.Actor.Handle);
        return context.SignInAsync(Sessions.PrincipalOf(member), properties);
    }

    /// <summary>
    /// The page from which somebody came to the front door. The browser tells it; so the page that leads there need not name its own
    /// address, and is the same for what exists and what does not.
    /// </summary>
    public static string CameFrom(this IUrlHelper url, HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? url.WayBack(page.PathAndQuery) : "/";

    /// <summary>A path of this house that leads on; anything else leads home.</summary>
    public static string WayBack(this IUrlHelper url, string? path) =>
        url.IsLocalUrl(path) && path.StartsWith('/') && !Doors.Any(door => path.StartsWith(door, StringComparison.OrdinalIgnoreCase)) ? path : "/";

    /// <summary>Somebody asked for a link by mail. Where they wanted to go stays on their device: a letter names no page of the house.</summary>
    public static void RememberWayBack(this HttpContext context, string path) => context.Response.Cookies.Append(
        WayBackCookie, path, new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = EmailSignInLink.LinkLasts });

    /// <summary>Null when nothing was remembered.</summary>
    public static string? TakeWayBack(this HttpContext context)
    {
        context.Response.Cookies.Delete(WayBackCookie);
        return context.Request.Cookies[WayBackCookie];
    }
}
