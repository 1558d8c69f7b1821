using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web.Pages;

/// <summary>A member's new way in. Looking changes nothing, since mail programs open links by themselves; the button uses it up.</summary>
public sealed class SignInByLinkPage(SignInByLink comeIn, FreshProof proof) : PageModel
{
    /// <summary>Whose link it is; null when it does not open.</summary>
    public string? Name { get; private set; }

    /// <summary>They are signed in already, and asked for the link to show that it is them.</summary>
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
            // Only the owner's word stands for a forgotten password; a letter lets in, and no more.
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
            await proof.NoteAsync(User.SessionId(), cancellation);
            return Redirect(Url.WayBack(HttpContext.TakeWayBack()));
        }
        return Page();
    }
}
