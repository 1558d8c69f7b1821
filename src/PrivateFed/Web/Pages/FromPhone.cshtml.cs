using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>
/// Receives what a phone's share sheet sends. The service worker stores it on the device and sends the phone here, and the composer then
/// picks it up; without a service worker the form itself arrives. A share sheet cannot send an antiforgery token, so the Sec-Fetch-Site
/// header is trusted instead, which no page can set: another site's form has no effect. Nothing is published here.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(Uploads.MaxRequestSize)]
[RequestFormLimits(
    MultipartBodyLengthLimit = Uploads.MaxRequestSize, ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name)]
public sealed class FromPhonePage(HouseDb db, AddPhoto add) : PageModel
{
    public string Words { get; private set; } = "";

    public IReadOnlyList<ShownPhoto> Photos { get; private set; } = [];

    public IReadOnlyList<RefusedFile> RefusedFiles { get; private set; } = [];

    private bool IsFromAnotherSite => Request.Headers["Sec-Fetch-Site"].ToString() is not ("none" or "same-origin");

    /// <param name="kept">Present when the service worker has stored it.</param>
    public IActionResult OnGet(string? kept) => !User.MayPost() ? NotForReaders()
        : IsFromAnotherSite ? NotFound()
        : Redirect(kept is null ? "/write" : "/write?from-phone");

    public async Task<IActionResult> OnPostAsync(
        string? title, string? text, string? url, List<IFormFile> photos, CancellationToken cancellation)
    {
        if (IsFromAnotherSite)
        {
            return NotFound();
        }
        if (!User.MayPost())
        {
            return NotForReaders();
        }
        if (!User.HasClaim(claim => claim.Type == Members.Sessions.KeyClaim))
        {
            return Redirect("/write"); // which asks for a passkey or a password first
        }
        Words = string.Join("\n\n", new[] { title, text, url }.Where(said => !string.IsNullOrWhiteSpace(said)).Distinct());
        var authorId = User.MemberId()!.Value;
        (var taken, RefusedFiles) = await add.FilesAsync(authorId, photos, cancellation);
        Photos = [.. (await UnpublishedPhotos.ListAsync(db, authorId, cancellation)).Where(photo => taken.Contains(photo.Id))];
        return Page();
    }

    private PageResult NotForReaders()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
