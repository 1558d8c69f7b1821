using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Posts;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// Photos that the composer sends one by one while its author goes on writing. Not a page to look at: it answers with the photo's part of the
/// composer, or, to <c>Accept: application/json</c>, with the photo's id.
/// </summary>
[RequestSizeLimit(MostOfOne)]
[RequestFormLimits(MultipartBodyLengthLimit = MostOfOne, ValueLengthLimit = FormBounds.Field, KeyLengthLimit = FormBounds.Name)]
public sealed class PhotosPage(AddPhoto add, DeletePhoto drop, IStringLocalizer<Texts> texts) : PageModel
{
    // A little more than a photo may have, so that one that is too large is told so in a sentence.
    private const long MostOfOne = AddPhoto.Largest + 8 * 1024 * 1024;

    private Guid AuthorId => User.MemberId()!.Value;

    private bool WantsJson => Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == MediaTypeNames.Application.Json);

    /// <summary>Whether a photo is here whose answer was lost: then it need not be sent again. One that is not is answered by nothing, or by an id of null.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? sentAs, CancellationToken cancellation) => sentAs is not { } id
        ? NotFound()
        : await add.FindAsync(AuthorId, id, cancellation) is { } here ? AnswerFor(here)
        : WantsJson ? IdOf(null) : new ContentResult { Content = "" };

    /// <summary>Answered by the photo, by nothing (204) when a post has taken it already, or by why it is not taken (422).</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, Guid? sentAs, CancellationToken cancellation)
    {
        if (file is null)
        {
            return BadRequest();
        }
        var photo = await add.FileAsync(AuthorId, file, cancellation, sentAs);
        return photo.Succeeded
            ? AnswerFor(photo.Value)
            : new ContentResult { StatusCode = StatusCodes.Status422UnprocessableEntity, ContentType = "text/plain; charset=utf-8", Content = texts.Of(photo.Refusal) };
    }

    public async Task<IActionResult> OnPostDropAsync(Guid photoId, CancellationToken cancellation)
    {
        await drop.WaitingAsync(AuthorId, photoId, cancellation);
        return new NoContentResult();
    }

    private IActionResult AnswerFor(Photo photo) => photo.PostId is not null ? new NoContentResult() : WantsJson ? IdOf(photo.Id) : PartOf(photo);

    private static JsonResult IdOf(Guid? photoId) => new(new { Id = photoId });

    private PartialViewResult PartOf(Photo photo) => Partial("_WaitingPhoto", new WaitingPhoto(
        new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash), photo.Description));
}
