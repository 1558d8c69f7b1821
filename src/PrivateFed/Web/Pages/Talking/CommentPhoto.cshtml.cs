using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Media.Saving;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Talking;

/// <summary>The photo of a comment, as large as the screen.</summary>
public sealed class CommentPhotoPage(HouseDb db) : PageModel
{
    public ShownComment Comment { get; private set; } = null!;

    public bool MaySave { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var viewer = HttpContext.LocalViewer();
        var postId = await db.VisibleComments(viewer).Where(comment => comment.Id == id && comment.Photo != null)
            .Select(comment => (Guid?)comment.PostId).SingleOrDefaultAsync(cancellation);
        var post = postId is null ? null : await ReadPosts.FindAsync(db, viewer, postId.Value, cancellation);
        if (post?.Comments.SingleOrDefault(comment => comment.Id == id) is not { Photo: not null } comment)
        {
            return NotFound();
        }
        Comment = comment;
        MaySave = SavablePhotos.MaySave(viewer, comment.MemberId, post.AllowsSaving);
        return Page();
    }
}
