using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One photo of a post, with its description.</summary>
public sealed class OnePhotoPage(HouseDb db) : PageModel
{
    public LargePhoto Photo { get; private set; } = null!;

    /// <param name="number">From 1.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, int number, CancellationToken cancellation)
    {
        var post = await ReadPosts.FindAsync(db, HttpContext.LocalViewer(), id, cancellation);
        if (post is null || number < 1 || number > post.Photos.Count)
        {
            return NotFound();
        }
        Photo = new LargePhoto(
            post, post.Photos[number - 1], number, post.PhotoCount, Address(number),
            Previous: number > 1 ? Address(number - 1) : null,
            Next: number < post.PhotoCount ? Address(number + 1) : null,
            Back: $"/posts/{id}");
        return Page();

        string Address(int place) => $"/posts/{id}/photos/{place}";
    }
}
