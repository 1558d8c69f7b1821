using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Albums;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>The albums that contain something the reader may see; authors create new ones here.</summary>
public sealed class AllAlbumsPage(HouseDb db, MakeAlbum make) : PageModel
{
    public IReadOnlyList<ListedAlbum> Albums { get; private set; } = [];

    [BindProperty]
    public string Name { get; set; } = "";

    public Refusal? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Albums = await ReadAlbums.AllAsync(db, HttpContext.SignedInViewer(), cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!User.MayPost())
        {
            return NotFound();
        }
        var made = await make.CreateAsync(HttpContext.SignedInViewer().MemberId, Name, cancellation);
        if (made.Succeeded)
        {
            return Redirect($"/albums/{made.Value}");
        }
        Problem = made.Refusal;
        await OnGetAsync(cancellation);
        return Page();
    }
}
