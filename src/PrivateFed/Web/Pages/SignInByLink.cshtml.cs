using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Members.SignInLinks;

namespace PrivateFed.Web.Pages;

/// <summary>
/// Opened by a sign-in link. Opening it changes nothing, since mail programs open links by themselves; the button uses the link up.
/// </summary>
public sealed class SignInByLinkPage(SignInByLink comeIn, FreshProof proof) : PageModel
{
    /// <summary>Name of the member whose link it is; null when the link is not valid.</summary>
    public string? Name { get; private set; }

    /// <summary>True when the member is already signed in and requested the link as proof of identity.</summary>
    public bool IsProof { get; private set; }

    public async Task OnGetAsync(string secret, CancellationToken cancellation)
    {
        var link = await comeIn.FindAsync(secret, cancellation);
        Name = link?.Member.Name;
        IsProof = link is { ByMail: true } && link.MemberId == User.MemberId();
        Response.StatusCode = Name is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    }

    public async Task<IActionResult> OnPostAsync(string secret, CancellationToken cancellation)
    {
        if (User.MemberId() is null && await comeIn.SignInAsync(secret, cancellation) is { } link)
        {
            // Only a link from an owner replaces a forgotten password; an emailed link signs in, and no more.
            await HttpContext.SignInAsync(link.Member, byLink: !link.ByMail);
            if (!link.ByMail)
            {
                TempData[Notice.Key] = Notice.CameByLink;
            }
            return Redirect(Url.WayBack(HttpContext.TakeWayBack()));
        }
        await OnGetAsync(secret, cancellation);
        if (IsProof && await comeIn.SignInAsync(secret, cancellation) is not null)
        {
            await proof.RecordProofAsync(User.SessionId(), cancellation);
            return Redirect(Url.WayBack(HttpContext.TakeWayBack()));
        }
        return Page();
    }
}
