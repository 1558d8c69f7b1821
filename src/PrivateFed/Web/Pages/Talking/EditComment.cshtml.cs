using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Talking;

/// <summary>Edits a member's own comment; for others, owners included, this page does not exist.</summary>
public sealed class EditCommentPage(HouseDb db, EditComment edit) : PageModel
{
    public Guid PostId { get; private set; }

    [BindProperty]
    public string Words { get; set; } = "";

    public Refusal? Problem { get; private set; }

    private Viewer.Local Writer => HttpContext.SignedInViewer();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await OwnAsync(id, cancellation) is not { } comment)
        {
            return NotFound();
        }
        (PostId, Words) = (comment.PostId, comment.Text);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await OwnAsync(id, cancellation) is not { } comment)
        {
            return NotFound();
        }
        PostId = comment.PostId;
        var edited = await edit.EditAsync(Writer, id, Words, cancellation);
        if (edited.Succeeded)
        {
            return Redirect($"/posts/{PostId}#comment-{id}");
        }
        Problem = edited.Refusal;
        return Page();
    }

    private Task<Comment?> OwnAsync(Guid id, CancellationToken cancellation)
    {
        var memberId = Writer.MemberId;
        return db.VisibleComments(Writer).AsNoTracking()
            .SingleOrDefaultAsync(comment => comment.Id == id && comment.MemberId == memberId, cancellation);
    }
}
