using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One post with all its photos and comments; members comment, with a photo if they like, and react here.</summary>
[RequestSizeLimit(FormLimits.PhotoRequest)]
[RequestFormLimits(
    MultipartBodyLengthLimit = FormLimits.PhotoRequest, ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name)]
public sealed class OnePostPage(HouseDb db, WriteComment write, AddPhoto add, DeletePhoto delete, React react) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    /// <summary>The comment that is being answered; null when it is the post.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Answer { get; set; }

    /// <summary>The comment being written, in Markdown.</summary>
    [BindProperty]
    public string Words { get; set; } = "";

    /// <summary>What is to be seen in the photo that comes with the comment.</summary>
    [BindProperty]
    public string Description { get; set; } = "";

    public Refusal? Problem { get; private set; }

    /// <summary>True when a photo came with a comment that was refused: no browser keeps the choice of a file.</summary>
    public bool MustChooseAgain { get; private set; }

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

    public async Task<IActionResult> OnPostCommentAsync(Guid id, IFormFile? photo, CancellationToken cancellation)
    {
        var written = photo is null
            ? await write.WriteAsync(HttpContext.SignedInViewer(), id, Answer, Words, cancellation)
            : await WriteWithPhotoAsync(id, photo, cancellation);
        if (written.Succeeded)
        {
            return Redirect($"/posts/{id}#comment-{written.Value}");
        }
        (Problem, MustChooseAgain) = (written.Refusal, photo is not null);
        return await OnGetAsync(id, cancellation);
    }

    private async Task<Result<Guid>> WriteWithPhotoAsync(Guid id, IFormFile file, CancellationToken cancellation)
    {
        var writer = HttpContext.SignedInViewer();
        // Nobody makes the house work on a photo for a comment that it would refuse.
        if (await write.CheckAsync(writer, id, Words, Description, cancellation) is { } refusal)
        {
            return refusal;
        }
        var photo = await add.PictureAsync(writer.MemberId, file, cancellation);
        if (!photo.Succeeded)
        {
            return photo.Refusal;
        }
        var written = await write.WriteAsync(
            writer, id, Answer, Words, cancellation, new DescribedPhoto(photo.Value.Id, Description));
        if (!written.Succeeded)
        {
            await delete.DeleteAsync(writer.MemberId, photo.Value.Id, cancellation);
        }
        return written;
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
