using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>Tells the author, or an owner, what deleting the post does and does not undo, and then deletes it.</summary>
public sealed class DeletePage(HouseDb db, DeletePost delete, IStringLocalizer<Texts> texts) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    public Refusal? Problem { get; private set; }

    /// <summary>"3 photos and 1 comment"</summary>
    public string Parts => texts.Listed(
    [
        Post.PhotoCount == 0 ? texts["no photos"] : texts.Count(Post.PhotoCount, "1 photo", "{0} photos"),
        Post.CommentCount == 0 ? texts["no comments"] : texts.Count(Post.CommentCount, "1 comment", "{0} comments"),
    ]);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var post = await ReadPosts.FindAsync(db, HttpContext.LocalViewer(), id, cancellation);
        if (post is null || (post.AuthorId != User.MemberId() && !User.IsOwner()))
        {
            return NotFound();
        }
        Post = post;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var deleted = await delete.DeleteAsync(User.MemberId()!.Value, User.Role()!.Value, id, cancellation);
        if (deleted.Succeeded)
        {
            return Redirect("/");
        }
        Problem = deleted.Refusal;
        return await OnGetAsync(id, cancellation);
    }
}
