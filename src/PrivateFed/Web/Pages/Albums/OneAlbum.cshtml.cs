using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Albums;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>The photos of one album that the reader may see.</summary>
public sealed class OneAlbumPage(HouseDb db, MakeAlbum make) : PageModel
{
    public ShownAlbum Album { get; private set; } = null!;

    public bool MayChange => Album.MakerId == User.MemberId() && User.MayPost();

    public bool MayDelete => MayChange || User.IsOwner();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await ReadAlbums.OneAsync(db, HttpContext.SignedInViewer(), id, cancellation) is not { } album)
        {
            return NotFound();
        }
        Album = album;
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation)
    {
        var person = HttpContext.SignedInViewer();
        return User.MayPost() && await make.DeleteAsync(person.MemberId, person.Role, id, cancellation) ? Redirect("/albums") : NotFound();
    }
}
