using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>What is said of a film while it is being prepared, for pages that are open meanwhile. It has no page of its own.</summary>
public sealed class PreparingFilmPage(HouseDb db) : PageModel
{
    /// <summary>Answers with nothing once it can be played.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var photo = await db.VisiblePhotos(HttpContext.LocalViewer()).AsNoTracking()
            .SingleOrDefaultAsync(photo => photo.Id == id && photo.Film != null, cancellation);
        return photo is null ? NotFound()
            : Partial("_FilmProgress", new FilmProgress(Posts.ShownPhoto.Of(photo), photo.UploadedById == User.MemberId()));
    }
}
