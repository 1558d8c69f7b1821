using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>Shows a member the text that they agreed to, and lets them withdraw their agreement.</summary>
public sealed class AgreementPage(HouseDb db, LeaveHouse leave) : PageModel
{
    /// <summary>Null for members who joined before agreement was required, and for the person who set the house up.</summary>
    public Consent? Consent { get; private set; }

    public HouseText Text { get; private set; } = null!;

    public Refusal? Problem { get; private set; }

    private Guid Id => User.MemberId()!.Value;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Consent = await db.Consents.AsNoTracking().Where(consent => consent.MemberId == Id).OrderByDescending(consent => consent.GivenAt)
            .FirstOrDefaultAsync(cancellation);
        Text = Consent is null ? await HouseText.CurrentAsync(db, cancellation)
            : await HouseText.FindVersionAsync(db, Consent.Version, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string words, CancellationToken cancellation)
    {
        var left = words is "erase" or "leave"
            ? await leave.LeaveAsync(Id, words == "erase", cancellation)
            : new Refusal("Please choose what happens to what you wrote.");
        if (left.Succeeded)
        {
            await HttpContext.SignOutAsync();
            return Redirect("/sign-in");
        }
        Problem = left.Refusal;
        await OnGetAsync(cancellation);
        return Page();
    }
}
