using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;

namespace PrivateFed.Web;

/// <summary>The form that asks for proof of identity before a way to sign in is added, changed or given to somebody.</summary>
/// <param name="Ways">The ways in which the member can prove their identity.</param>
/// <param name="Problem">Why the last attempt failed.</param>
/// <param name="IsAsked">Whether a link was just emailed.</param>
/// <param name="Action">Where the original form was going; this one goes there too.</param>
/// <param name="Back">The page that the member came from.</param>
/// <param name="Carried">Fields of the original form, sent along.</param>
public sealed record ProofCard(ProofWays Ways, Refusal? Problem, bool IsAsked, string Action, string Back,
    IReadOnlyList<(string Name, string Value)> Carried);

/// <summary>
/// Asks members to prove their identity when their last proof is older than ten minutes (<see cref="FreshProof"/>). The proof form contains
/// all fields of the original form and submits them again together with the proof: nothing is lost, and nothing is stored in between.
/// </summary>
public sealed class RequireFreshProof(FreshProof proof, EmailSignInLink emailSignInLink)
{
    private const string Prefix = "Proof.";
    private const string Password = Prefix + "Password";
    private const string Code = Prefix + "Code";
    private const string EmailLink = Prefix + "Letter";

    /// <returns>The response that asks for proof; null when the proof is fresh, or came with the form and is right.</returns>
    public async Task<IActionResult?> RequireAsync(PageModel page, CancellationToken cancellation)
    {
        var (memberId, sessionId) = (page.User.MemberId()!.Value, page.User.SessionId());
        if (await proof.IsFreshAsync(memberId, sessionId, cancellation))
        {
            return null;
        }
        var form = await page.Request.ReadFormAsync(cancellation);
        var verified = await VerifyAsync(
            memberId, sessionId, form, page.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None, cancellation);
        if (verified is { Succeeded: true })
        {
            return null;
        }
        var ways = await proof.FindWaysAsync(memberId, cancellation);
        var isAsked = form.ContainsKey(EmailLink) && ways.Address is not null;
        if (isAsked)
        {
            await emailSignInLink.RequestAsync(ways.Address!, cancellation);
            page.HttpContext.RememberWayBack("/me");
        }
        return View(
            page,
            new ProofCard(ways, verified?.Refusal, isAsked, page.Request.Path + page.Request.QueryString, Back(page),
                Carried(form)),
            StatusCodes.Status403Forbidden);
    }

    /// <summary>The proof form for a page to which nothing was submitted yet.</summary>
    internal static ViewResult Card(PageModel page, ProofWays ways) =>
        View(page, new ProofCard(ways, null, IsAsked: false, page.Request.Path + page.Request.QueryString, Back(page), []),
            StatusCodes.Status200OK);

    private static string Back(PageModel page) =>
        page.Url.WayBack(page.Request.Query["to"] is [{ } to] ? to : page.Request.Path.Value);

    /// <returns>Null when the form contains no proof.</returns>
    private async Task<Result<Guid>?> VerifyAsync(
        Guid memberId, Guid sessionId, IFormCollection form, IPAddress caller, CancellationToken cancellation) =>
        form switch
        {
            _ when form[Password].ToString() is { Length: > 0 } password =>
                await proof.ByPasswordAsync(memberId, sessionId, password, caller, cancellation),
            _ when form[Code].ToString() is { Length: > 0 } code =>
                await proof.ByCodeAsync(memberId, sessionId, code, caller, cancellation),
            _ => default(Result<Guid>?),
        };

    private static List<(string Name, string Value)> Carried(IFormCollection form) =>
    [
        .. from field in form
           where field.Key != "__RequestVerificationToken" && !field.Key.StartsWith(Prefix, StringComparison.Ordinal)
           from value in field.Value
           select (field.Key, value ?? ""),
    ];

    private static ViewResult View(PageModel page, ProofCard card, int status) => new()
    {
        ViewName = "/Web/Pages/Shared/_ShowWhoItIs.cshtml",
        StatusCode = status,
        ViewData = new ViewDataDictionary<ProofCard>(page.ViewData, card),
        TempData = page.TempData,
    };
}
