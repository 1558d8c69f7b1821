using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>Adds photos of any posts to an album; for everyone but its maker this page does not exist.</summary>
public sealed class AddPhotosPage(HouseDb db, FillAlbum fill) : PageModel
{
    public ShownAlbum Album { get; private set; } = null!;

    /// <summary>Posts with photos that are not in the album yet, newest first.</summary>
    public IReadOnlyList<AddablePhotos> Posts { get; private set; } = [];

    /// <summary>Where older posts continue; null at the end.</summary>
    public PostPlace? Older { get; private set; }

    public bool IsContinued { get; private set; }

    [BindProperty]
    public List<Guid> PhotoIds { get; set; } = [];

    public Refusal? Problem { get; private set; }

    private Viewer.Local Maker => HttpContext.SignedInViewer();

    public async Task<IActionResult> OnGetAsync(Guid id, string? before, CancellationToken cancellation) =>
        await FindAsync(id, before, cancellation) ? Page() : NotFound();

    /// <param name="older">Where to go on after adding; null to return to the album.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, string? before, string? older, CancellationToken cancellation)
    {
        if (!await FindAsync(id, before, cancellation))
        {
            return NotFound();
        }
        if (older is null || PhotoIds.Count > 0)
        {
            var added = await fill.AddPhotosAsync(Maker, id, PhotoIds, cancellation);
            if (!added.Succeeded)
            {
                Problem = added.Refusal;
                return Page();
            }
        }
        return Redirect(PostPlace.Parse(older) is { } place ? $"/albums/{id}/add?before={place}" : $"/albums/{id}");
    }

    private async Task<bool> FindAsync(Guid id, string? before, CancellationToken cancellation)
    {
        if (await ReadAlbums.OneAsync(db, Maker, id, cancellation) is not { } album || album.MakerId != Maker.MemberId || !User.MayPost())
        {
            return false;
        }
        Album = album;
        var place = PostPlace.Parse(before);
        IsContinued = place is not null;
        (Posts, Older) = await ReadAlbums.AddableAsync(db, Maker, id, place, cancellation);
        return true;
    }
}
