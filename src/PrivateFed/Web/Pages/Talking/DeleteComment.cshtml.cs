using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Talking;

/// <summary>Tells the author of a comment, or an owner, what deleting does and does not undo, and then deletes it.</summary>
public sealed class DeleteCommentPage(HouseDb db, DeleteComment delete) : PageModel
{
    public ShownComment Comment { get; private set; } = null!;

    public bool IsMine => Comment.MemberId == User.MemberId();

    private Viewer.Local Person => HttpContext.SignedInViewer();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } comment)
        {
            return NotFound();
        }
        Comment = comment;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } comment)
        {
            return NotFound();
        }
        // Refused only when it is already gone, perhaps in another window: then there is nothing left to do.
        await delete.DeleteAsync(Person, id, cancellation);
        return Redirect($"/posts/{comment.PostId}");
    }

    private async Task<ShownComment?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var postId = await db.VisibleComments(Person).Where(comment => comment.Id == id).Select(comment => (Guid?)comment.PostId)
            .SingleOrDefaultAsync(cancellation);
        var post = postId is null ? null : await ReadPosts.FindAsync(db, Person, postId.Value, cancellation);
        var comment = post?.Comments.SingleOrDefault(comment => comment.Id == id);
        return comment?.MemberId == Person.MemberId || User.IsOwner() ? comment : null;
    }
}
