using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;

namespace PrivateFed.Web;

/// <summary>Signs a device in, and remembers the page to which its person wanted to go.</summary>
internal static class SignInCookies
{
    private const string WayBackCookie = "way-back";

    private static readonly string[] SignInPaths = ["/sign-", "/come-in/", "/join/", "/set-up/", "/nothing-here", "/error"];

    /// <param name="member">With the actor loaded.</param>
    /// <param name="byLink">Whether the member signs in by a link; they may then choose a new password without the current one.</param>
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
    /// The page from which the visitor came to the sign-in page, taken from the Referer header. So a page that leads to sign-in need not
    /// contain its own address, and is the same for pages that exist and pages that do not.
    /// </summary>
    public static string CameFrom(this IUrlHelper url, HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? url.WayBack(page.PathAndQuery)
            : "/";

    /// <summary>The path if it is a local page other than one for signing in; otherwise "/".</summary>
    public static string WayBack(this IUrlHelper url, string? path) =>
        url.IsLocalUrl(path) && path.StartsWith('/')
            && !SignInPaths.Any(prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ? path
            : "/";

    /// <summary>
    /// Remembers, on the device, where the visitor wanted to go when they ask for a link by email: the email itself names no page of the
    /// house.
    /// </summary>
    public static void RememberWayBack(this HttpContext context, string path) => context.Response.Cookies.Append(
        WayBackCookie, path, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = EmailSignInLink.LinkLifetime,
        });

    /// <summary>The remembered path, which is then forgotten; null when there is none.</summary>
    public static string? TakeWayBack(this HttpContext context)
    {
        context.Response.Cookies.Delete(WayBackCookie);
        return context.Request.Cookies[WayBackCookie];
    }
}
