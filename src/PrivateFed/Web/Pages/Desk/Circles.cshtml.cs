using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>Lists circles, and creates new ones.</summary>
public sealed class CirclesPage(HouseDb db, EditCircles edit) : PageModel
{
    public IReadOnlyList<AudienceChoice> Circles { get; private set; } = [];

    [BindProperty]
    public string Name { get; set; } = "";

    public Refusal? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Circles = [.. (await CountReaders.CountAsync(db, Guid.Empty, cancellation)).Where(choice => choice.CircleId is not null)];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var made = await edit.MakeAsync(Name, cancellation);
        if (made.Succeeded)
        {
            return Redirect($"/family/circles/{made.Value.Id}");
        }
        Problem = made.Refusal;
        await OnGetAsync(cancellation);
        return Page();
    }
}
