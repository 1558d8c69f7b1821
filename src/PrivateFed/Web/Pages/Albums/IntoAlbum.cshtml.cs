using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>Adds photos of a post to one of the author's albums, or to a new one.</summary>
public sealed class IntoAlbumPage(HouseDb db, MakeAlbum make, FillAlbum fill) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    /// <summary>The author's own albums, newest first.</summary>
    public IReadOnlyList<Album> Albums { get; private set; } = [];

    [BindProperty]
    public List<Guid> PhotoIds { get; set; } = [];

    /// <summary>Null for a new album.</summary>
    [BindProperty]
    public Guid? AlbumId { get; set; }

    [BindProperty]
    public string Name { get; set; } = "";

    public Refusal? Problem { get; private set; }

    private Viewer.Local Author => HttpContext.SignedInViewer();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        PhotoIds = [.. Post.Photos.Select(photo => photo.Id)];
        AlbumId = Albums.Count > 0 ? Albums[0].Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        var filled = await FillAsync(cancellation);
        if (filled.Succeeded)
        {
            return Redirect($"/albums/{filled.Value}");
        }
        Problem = filled.Refusal;
        return Page();
    }

    private async Task<Result<Guid>> FillAsync(CancellationToken cancellation)
    {
        if (PhotoIds.Count == 0)
        {
            return new Refusal("Please choose at least one photo.");
        }
        var album = AlbumId is { } chosen ? chosen : await make.CreateAsync(Author.MemberId, Name, cancellation);
        return album.Succeeded ? await fill.AddPhotosAsync(Author, album.Value, PhotoIds, cancellation) : album;
    }

    private async Task<bool> FindAsync(Guid postId, CancellationToken cancellation)
    {
        var post = await ReadPosts.FindAsync(db, Author, postId, cancellation);
        Post = post!;
        var maker = Author.MemberId;
        Albums = await db.Albums.AsNoTracking().Where(album => album.CreatedById == maker).OrderByDescending(album => album.CreatedAt)
            .ToListAsync(cancellation);
        return post?.Photos.Count > 0;
    }
}
