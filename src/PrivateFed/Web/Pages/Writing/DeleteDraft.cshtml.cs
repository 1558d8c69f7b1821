using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Posts.Drafts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>Asks for confirmation before a draft is deleted.</summary>
public sealed class DeleteDraftPage(HouseDb db, DeleteDraft drop) : PageModel
{
    public Draft Draft { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await ReadDrafts.FindAsync(db, User.MemberId()!.Value, id, cancellation) is not { } draft)
        {
            return NotFound();
        }
        Draft = draft;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        await drop.DeleteAsync(User.MemberId()!.Value, id, cancellation);
        return Redirect("/drafts");
    }
}
