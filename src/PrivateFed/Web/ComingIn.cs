using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>A device is signed in, and its person led to where they wanted to go.</summary>
internal static class ComingIn
{
    private static readonly string[] Doors = ["/sign-", "/come-in/", "/join/", "/set-up/", "/nothing-here", "/error"];

    public static Task ComeInAsync(this HttpContext context, Member member, bool byLink = false)
    {
        var properties = new AuthenticationProperties { IsPersistent = true };
        if (byLink)
        {
            properties.Items[Sessions.ByLink] = "";
        }
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
}
