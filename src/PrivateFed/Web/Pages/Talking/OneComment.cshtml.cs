using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Talking;

/// <summary>Redirects a comment's own address to its place under the post.</summary>
public sealed class OneCommentPage(HouseDb db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await db.VisibleComments(HttpContext.LocalViewer()).Where(comment => comment.Id == id).Select(comment => (Guid?)comment.PostId)
            .SingleOrDefaultAsync(cancellation) is { } postId
            ? Redirect($"/posts/{postId}#comment-{id}")
            : NotFound();
}
