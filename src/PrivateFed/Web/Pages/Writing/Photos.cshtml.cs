using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Media.Uploads;
using PrivateFed.Members;
using PrivateFed.Posts;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// Receives the photos that the composer uploads one by one while its author goes on writing. It has no page of its own: it answers with
/// the photo's part of the composer, or, to <c>Accept: application/json</c>, with the photo's id.
/// </summary>
[RequestSizeLimit(FormLimits.PhotoRequest)]
[RequestFormLimits(
    MultipartBodyLengthLimit = FormLimits.PhotoRequest, ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name)]
public sealed class PhotosPage(AddPhoto add, FinishUpload finish, DeletePhoto drop, IStringLocalizer<Texts> texts) : PageModel
{
    private Guid AuthorId => User.MemberId()!.Value;

    private bool WantsJson => Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == MediaTypeNames.Application.Json);

    /// <summary>
    /// Checks whether an upload whose answer was lost has arrived, so that it need not be sent again. For an unknown id the answer is
    /// empty, or has an id of null in JSON.
    /// </summary>
    public async Task<IActionResult> OnGetAsync(Guid? sentAs, CancellationToken cancellation) => sentAs is not { } id
        ? NotFound()
        : await add.FindAsync(AuthorId, id, cancellation) is { } here ? AnswerFor(here)
        : WantsJson ? IdOf(null) : new ContentResult { Content = "" };

    /// <summary>
    /// Answers with the photo, with 204 when a post has already taken it, or with the refusal: 409 when the same photo may be taken
    /// later, otherwise 422.
    /// </summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, Guid? sentAs, CancellationToken cancellation)
    {
        if (file is null)
        {
            return BadRequest();
        }
        return AnswerFor(await add.FileAsync(AuthorId, file, cancellation, sentAs));
    }

    /// <summary>
    /// Makes the photo of what was uploaded in chunks, and answers in the same way; with 412 when some of it is missing.
    /// </summary>
    public async Task<IActionResult> OnPostUploadedAsync(Guid sentAs, CancellationToken cancellation) =>
        await finish.FinishAsync(AuthorId, sentAs, cancellation) is { } photo
            ? AnswerFor(photo)
            : StatusCode(StatusCodes.Status412PreconditionFailed);

    public async Task<IActionResult> OnPostDropAsync(Guid photoId, CancellationToken cancellation)
    {
        await drop.DeleteAsync(AuthorId, photoId, cancellation);
        return new NoContentResult();
    }

    private IActionResult AnswerFor(Result<Photo> photo) => photo.Succeeded
        ? AnswerFor(photo.Value)
        : new ContentResult
        {
            StatusCode = photo.Refusal.IsTransient ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity,
            ContentType = "text/plain; charset=utf-8",
            Content = texts.Of(photo.Refusal),
        };

    private IActionResult AnswerFor(Photo photo) =>
        photo.PostId is not null ? new NoContentResult() : WantsJson ? IdOf(photo.Id) : PartOf(photo);

    private static JsonResult IdOf(Guid? photoId) => new(new { Id = photoId });

    private PartialViewResult PartOf(Photo photo) => Partial("_WaitingPhoto", new WaitingPhoto(ShownPhoto.Of(photo), photo.Description));
}
