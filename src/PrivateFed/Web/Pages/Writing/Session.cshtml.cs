using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// Tells the site's own scripts who is signed in, and the antiforgery token for a form of theirs: the service worker has no page to take them
/// from. Other sites cannot read the answer (same-origin policy).
/// </summary>
public sealed class SessionPage(IAntiforgery antiforgery) : PageModel
{
    /// <returns>JSON: <c>authorId</c> and <c>antiforgeryToken</c>. 404 when nobody is signed in who may write.</returns>
    public IActionResult OnGet() =>
        new JsonResult(new { AuthorId = User.MemberId(), AntiforgeryToken = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
}
