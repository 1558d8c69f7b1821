using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One post with all its photos and comments; members comment and react here.</summary>
public sealed class OnePostPage(HouseDb db, WriteComment write, React react) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    /// <summary>The comment that is being answered; null when it is the post.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Answer { get; set; }

    /// <summary>The comment being written, in Markdown.</summary>
    [BindProperty]
    public string Words { get; set; } = "";

    public Refusal? Problem { get; private set; }

    public ShownComment? Answered => Post.Comments.FirstOrDefault(comment => comment.Id == Answer);

    public bool MayEdit => Post.AuthorId == User.MemberId() && User.MayPost();

    public bool MayDelete => MayEdit || User.IsOwner();

    public bool MayFillAlbums => Post.PhotoCount > 0 && User.MayPost();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await ReadPosts.FindAsync(db, HttpContext.LocalViewer(), id, cancellation) is not { } post)
        {
            return NotFound();
        }
        Post = post;
        return Page();
    }

    public async Task<IActionResult> OnPostCommentAsync(Guid id, CancellationToken cancellation)
    {
        var written = await write.WriteAsync(HttpContext.SignedInViewer(), id, Answer, Words, cancellation);
        if (written.Succeeded)
        {
            return Redirect($"/posts/{id}#comment-{written.Value}");
        }
        Problem = written.Refusal;
        return await OnGetAsync(id, cancellation);
    }

    /// <param name="kind">One of the reactions offered.</param>
    /// <param name="from">The page to return to; null for the post.</param>
    public async Task<IActionResult> OnPostReactAsync(Guid id, string kind, string? from, CancellationToken cancellation)
    {
        var reacted = await react.ReactAsync(HttpContext.SignedInViewer(), id, kind, cancellation);
        if (reacted.Succeeded)
        {
            // A Location header takes ASCII only; none of our pages has other characters in its address.
            var back = Url.IsLocalUrl(from) && from.All(char.IsAscii) ? from : $"/posts/{id}";
            return Redirect($"{back}#post-{id}");
        }
        Problem = reacted.Refusal;
        return await OnGetAsync(id, cancellation);
    }
}
