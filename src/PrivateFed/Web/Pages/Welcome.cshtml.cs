using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>Shows the house's text to a member who has not agreed to it yet, and takes their agreement.</summary>
public sealed class WelcomePage(HouseDb db, Agree agree) : PageModel
{
    public HouseText Text { get; private set; } = null!;

    public Refusal? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Text = await HouseText.CurrentAsync(db, cancellation);
        return User.HasAgreed() ? Redirect("/") : Page();
    }

    public async Task<IActionResult> OnPostAsync(bool agrees, int version, CancellationToken cancellation)
    {
        var agreed = await agree.AgreeAsync(User.MemberId()!.Value, agrees, version, cancellation);
        if (agreed.Succeeded)
        {
            return Redirect("/");
        }
        Problem = agreed.Refusal;
        return await OnGetAsync(cancellation);
    }
}
