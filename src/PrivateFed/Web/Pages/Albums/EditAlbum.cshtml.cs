using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Albums;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>Renames an album and reorders its photos; for everyone but its maker this page does not exist.</summary>
public sealed class EditAlbumPage(HouseDb db, MakeAlbum make, FillAlbum fill) : PageModel
{
    public ShownAlbum Album { get; private set; } = null!;

    [BindProperty]
    public string Name { get; set; } = "";

    public Refusal? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        Name = Album.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        var renamed = await make.RenameAsync(Album.MakerId, id, Name, cancellation);
        if (renamed.Succeeded)
        {
            return Redirect($"/albums/{id}");
        }
        Problem = renamed.Refusal;
        return Page();
    }

    /// <param name="do">"first:", "earlier:", "later:", "last:" or "out:", followed by the photo's id.</param>
    public async Task<IActionResult> OnPostOrderAsync(Guid id, string @do, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || @do?.Split(':') is not [var what, var photo] || !Guid.TryParse(photo, out var photoId))
        {
            return NotFound();
        }
        var maker = HttpContext.SignedInViewer();
        if (what == "out")
        {
            await fill.RemoveAsync(maker, id, photoId, cancellation);
            return Redirect($"/albums/{id}/edit");
        }
        await (what switch
        {
            "first" => fill.PlaceAsync(maker, id, photoId, Album.Photos.Select(first => (Guid?)first.Id).FirstOrDefault(), cancellation),
            "last" => fill.PlaceAsync(maker, id, photoId, before: null, cancellation),
            _ => fill.MoveAsync(maker, id, photoId, earlier: what == "earlier", cancellation),
        });
        return Redirect($"/albums/{id}/edit#photo-{photoId}");
    }

    /// <param name="photoId">The dragged photo.</param>
    /// <param name="before">The photo before which it was dropped; null at the end.</param>
    public async Task<IActionResult> OnPostPlaceAsync(Guid id, Guid photoId, Guid? before, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        await fill.PlaceAsync(HttpContext.SignedInViewer(), id, photoId, before, cancellation);
        return Redirect($"/albums/{id}/edit");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        var album = await ReadAlbums.OneAsync(db, HttpContext.SignedInViewer(), id, cancellation);
        Album = album!;
        return album?.MakerId == User.MemberId();
    }
}
