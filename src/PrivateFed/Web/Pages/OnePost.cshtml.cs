using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One post with all its photos and comments.</summary>
public sealed class OnePostPage(HouseDb db) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    public bool MayEdit => Post.AuthorId == User.MemberId() && User.MayPost();

    public bool MayDelete => MayEdit || User.IsOwner();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await ReadPosts.OneAsync(db, HttpContext.LocalViewer(), id, cancellation) is not { } post)
        {
            return NotFound();
        }
        Post = post;
        return Page();
    }
}
