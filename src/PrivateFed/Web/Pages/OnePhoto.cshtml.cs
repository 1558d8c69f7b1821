using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One photo of a post, with its description.</summary>
public sealed class OnePhotoPage(HouseDb db) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    public LargePhoto Photo { get; private set; } = null!;

    /// <param name="number">From 1.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, int number, CancellationToken cancellation)
    {
        var post = await ReadPosts.OneAsync(db, HttpContext.LocalViewer(), id, cancellation);
        if (post is null || number < 1 || number > post.Photos.Count)
        {
            return NotFound();
        }
        Post = post;
        Photo = new LargePhoto(
            post.Photos[number - 1], number, post.PhotoCount,
            Previous: number > 1 ? $"/posts/{id}/photos/{number - 1}" : null,
            Next: number < post.PhotoCount ? $"/posts/{id}/photos/{number + 1}" : null);
        return Page();
    }
}
