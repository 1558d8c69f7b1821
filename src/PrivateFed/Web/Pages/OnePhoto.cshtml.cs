using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One photo as large as the screen, with its description. The module of the same look takes its parts from here.</summary>
public sealed class OnePhotoPage(HouseDb db) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    public ShownPhoto Photo { get; private set; } = null!;

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int number, CancellationToken cancellation)
    {
        var post = await ReadPosts.OneAsync(db, HttpContext.LocalViewer(), id, cancellation);
        if (post is null || number < 1 || number > post.Photos.Count)
        {
            return NotFound();
        }
        (Post, Photo, Number) = (post, post.Photos[number - 1], number);
        return Page();
    }
}
