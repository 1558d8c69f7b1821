using System.Net;
using Fido2NetLib;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Passkeys;

namespace PrivateFed.Web.Pages;

/// <summary>
/// Asks a member for proof of identity before their device creates a passkey, and takes proof by passkey for any other action.
/// </summary>
public sealed class ProvePage(FreshProof proof, RequireFreshProof ask, SignInWithPasskey signInWithPasskey, IStringLocalizer<Texts> texts)
    : PageModel
{
    /// <summary>The answer to a script whose request needs fresh proof: 403 with the address to go to first.</summary>
    /// <param name="back">Where to go afterwards.</param>
    internal static ContentResult First(string back) =>
        new()
        {
            StatusCode = StatusCodes.Status403Forbidden,
            ContentType = "text/plain; charset=utf-8",
            Content = $"/me/prove?to={Uri.EscapeDataString(back)}",
        };

    public async Task<IActionResult> OnGetAsync(string? to, CancellationToken cancellation) =>
        await proof.IsFreshAsync(User.MemberId()!.Value, User.SessionId(), cancellation)
            ? Redirect(Url.WayBack(to))
            : RequireFreshProof.Card(this, await proof.FindWaysAsync(User.MemberId()!.Value, cancellation));

    public async Task<IActionResult> OnPostAsync(string? to, CancellationToken cancellation) =>
        await ask.RequireAsync(this, cancellation) ?? Redirect(Url.WayBack(to));

    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellation)
    {
        var asked = (await signInWithPasskey.OptionsAsync(cancellation))!;
        HttpContext.RememberAsked(ChallengePurpose.ShowingWhoItIs, asked.ToJson());
        return Content(asked.ToJson(), "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromBody] AuthenticatorAssertionRawResponse? answer, CancellationToken cancellation)
    {
        var shown = answer is not null && HttpContext.TakeAsked(ChallengePurpose.ShowingWhoItIs) is { } asked
            ? await signInWithPasskey.SignInAsync(AssertionOptions.FromJson(asked), answer, HttpContext.Connection.RemoteIpAddress
                ?? IPAddress.None, cancellation)
            : new Refusal("That took a while. Please try once more.");
        if (shown.Succeeded && shown.Value.Id == User.MemberId())
        {
            await proof.RecordProofAsync(User.SessionId(), cancellation);
            return new NoContentResult();
        }
        var why = shown.Refusal ?? new Refusal("That passkey is somebody else’s. Please use one of yours.");
        return new ContentResult
        {
            StatusCode = StatusCodes.Status422UnprocessableEntity,
            ContentType = "text/plain; charset=utf-8",
            Content = texts.Of(why),
        };
    }
}
