using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>Shows an author the earlier versions of a post. For others, owners included, this page does not exist.</summary>
public sealed class PostVersionsPage(HouseDb db) : PageModel
{
    public Guid PostId { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PostVersion> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var me = User.MemberId();
        var own = db.VisiblePosts(HttpContext.LocalViewer()).Where(post => post.Id == id && post.AuthorId == me);
        if (!await own.AnyAsync(cancellation))
        {
            return NotFound();
        }
        PostId = id;
        Versions = await own.SelectMany(post => post.Versions).OrderByDescending(version => version.ReplacedAt).AsNoTracking()
            .ToListAsync(cancellation);
        return Page();
    }
}
