using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// Gives the site's own scripts the id of the signed-in author and an antiforgery token: the service worker has no page to take them from.
/// Other sites cannot read the answer (same-origin policy).
/// </summary>
public sealed class SessionPage(IAntiforgery antiforgery) : PageModel
{
    /// <returns>JSON: <c>authorId</c> and <c>antiforgeryToken</c>. 404 unless an author is signed in.</returns>
    public IActionResult OnGet() =>
        new JsonResult(new { AuthorId = User.MemberId(), AntiforgeryToken = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
}
