using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Albums;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>One photo of an album, with its description and a link to its post.</summary>
public sealed class PhotoInAlbumPage(HouseDb db) : PageModel
{
    public ShownAlbum Album { get; private set; } = null!;

    public LargePhoto Photo { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid photoId, CancellationToken cancellation)
    {
        var album = await ReadAlbums.OneAsync(db, HttpContext.SignedInViewer(), id, cancellation);
        var photos = album?.Photos.ToList() ?? [];
        var index = photos.FindIndex(photo => photo.Id == photoId);
        if (album is null || index < 0)
        {
            return NotFound();
        }
        if (await ReadPosts.FindAsync(db, HttpContext.SignedInViewer(), photos[index].PostId!.Value, cancellation) is not { } post)
        {
            return NotFound();
        }
        Album = album;
        Photo = new LargePhoto(
            post, photos[index], index + 1, photos.Count, Address(id, photos[index])!,
            Previous: Address(id, photos.ElementAtOrDefault(index - 1)),
            Next: Address(id, photos.ElementAtOrDefault(index + 1)),
            Back: $"/albums/{id}");
        return Page();
    }

    private static string? Address(Guid albumId, ShownPhoto? photo) => photo is null ? null : $"/albums/{albumId}/photos/{photo.Id}";
}
