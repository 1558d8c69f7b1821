using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;

namespace PrivateFed.Web;

/// <summary>What is asked before a way in is made, changed or given.</summary>
/// <param name="Ways">With what they can show that it is them.</param>
/// <param name="Problem">Why the last try did not do.</param>
/// <param name="IsAsked">Whether a link was mailed a moment ago.</param>
/// <param name="Action">Where the form goes: where it was going.</param>
/// <param name="Carried">The fields of the form that was sent, which come along.</param>
public sealed record ProofCard(ProofWays Ways, Refusal? Problem, bool IsAsked, string Action, IReadOnlyList<(string Name, string Value)> Carried);

/// <summary>
/// Asks a member to show that it is them when their last proof is older than ten minutes (<see cref="FreshProof"/>). The page that asks holds
/// the whole form that was sent, and sends it again together with the proof: nothing is lost, and nothing is kept in between.
/// </summary>
public sealed class AskForProof(FreshProof proof, EmailSignInLink emailSignInLink)
{
    private const string Prefix = "Proof.";
    private const string Password = Prefix + "Password";
    private const string Code = Prefix + "Code";
    private const string Letter = Prefix + "Letter";

    /// <returns>What to answer instead of doing it; null when the proof is fresh, or came with the form and is right.</returns>
    public async Task<IActionResult?> UnlessFreshAsync(PageModel page, CancellationToken cancellation)
    {
        var (memberId, sessionId) = (page.User.MemberId()!.Value, page.User.SessionId());
        if (await proof.IsFreshAsync(memberId, sessionId, cancellation))
        {
            return null;
        }
        var form = await page.Request.ReadFormAsync(cancellation);
        var shown = await ShowAsync(memberId, sessionId, form, page.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None, cancellation);
        if (shown is { Succeeded: true })
        {
            return null;
        }
        var ways = await proof.WaysAsync(memberId, cancellation);
        var isAsked = form.ContainsKey(Letter) && ways.Address is not null;
        if (isAsked)
        {
            await emailSignInLink.AskAsync(ways.Address!, cancellation);
            page.HttpContext.RememberWayBack("/me");
        }
        return View(page, new ProofCard(ways, shown?.Refusal, isAsked, page.Request.Path + page.Request.QueryString, Carried(form)), StatusCodes.Status403Forbidden);
    }

    /// <summary>The page that asks, before anything was sent.</summary>
    internal static ViewResult Card(PageModel page, ProofWays ways) =>
        View(page, new ProofCard(ways, null, IsAsked: false, page.Request.Path + page.Request.QueryString, []), StatusCodes.Status200OK);

    /// <returns>Null when nothing was shown.</returns>
    private async Task<Result<Guid>?> ShowAsync(Guid memberId, Guid sessionId, IFormCollection form, IPAddress caller, CancellationToken cancellation) => form switch
    {
        _ when form[Password].ToString() is { Length: > 0 } password => await proof.ByPasswordAsync(memberId, sessionId, password, caller, cancellation),
        _ when form[Code].ToString() is { Length: > 0 } code => await proof.ByCodeAsync(memberId, sessionId, code, caller, cancellation),
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
