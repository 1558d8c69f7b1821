using System.Net;
using Fido2NetLib;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Media.Storing;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Members.Passkeys;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>
/// The sign-in page. It reveals nothing about the house to strangers, and greets by name whoever signed in on this device before.
/// </summary>
public sealed class SignInPage(
    HouseDb db, CurrentHouse house, MediaStorage storage, SignIn signIn, SignInWithCode withCode, SignInRateLimit pace,
    SignInWithPasskey signInWithPasskey, EmailSignInLink emailSignInLink, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public Credentials Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    /// <summary>Set when the password was right and a code is required: it proves the password in the next form.</summary>
    public string? Halfway { get; private set; }

    /// <summary>Whether a sign-in link can be emailed.</summary>
    public bool CanSendEmail { get; private set; }

    /// <summary>Who signed in last on this device; null for a stranger, and for somebody else.</summary>
    public KnownMember? Known { get; private set; }

    /// <summary>The name and accent of the house, for whoever is known here.</summary>
    public string? HouseName { get; private set; }

    public string? Accent { get; private set; }

    public string Address { get; private set; } = "";

    public Refusal? AddressProblem { get; private set; }

    /// <summary>Whether a link was requested; set for every address, known or not.</summary>
    public bool IsAsked { get; private set; }

    private const string Other = "other";

    private IPAddress Caller => HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        CanSendEmail = await db.MailServers.AnyAsync(HttpContext.RequestAborted);
        Known = Request.Query.ContainsKey(Other) ? null : await FindKnownAsync(HttpContext.RequestAborted);
        if (Known is not null && await house.FindAsync(HttpContext.RequestAborted) is { } found)
        {
            (HouseName, Accent) = (found.Name, found.Accent);
        }
        await next();
    }

    /// <param name="to">
    /// The page that an email links to: members who are signed in go there at once, everybody else after signing in.
    /// </param>
    public IActionResult OnGet(string? to)
    {
        if (User.MemberId() is not null)
        {
            return Redirect(Url.WayBack(to));
        }
        Input = Input with { Back = to is null ? Url.CameFrom(Request) : Url.WayBack(to) };
        return Page();
    }

    /// <summary>The picture of whoever signed in last on this device.</summary>
    public async Task<IActionResult> OnGetFaceAsync(CancellationToken cancellation) =>
        Known?.AvatarId is { } avatar
        && await storage.FindAsync(MediaKeys.Avatar(avatar, AvatarFiles.ForPages), cancellation) is { } file
            ? File(file.Open(), "image/webp")
            : NotFound();

    /// <summary>Emails a sign-in link. The response is the same for every address.</summary>
    /// <param name="address">Null on a known device: the link goes to the member's own address.</param>
    public async Task<IActionResult> OnPostLetterAsync(string? address, CancellationToken cancellation)
    {
        if (!CanSendEmail)
        {
            return NotFound();
        }
        Address = address ?? Known?.Address ?? "";
        AddressProblem = pace.MayTry(Caller) ? await emailSignInLink.RequestAsync(Address, cancellation) : Members.SignIn.TooOften;
        IsAsked = AddressProblem is null;
        HttpContext.RememberWayBack(Url.WayBack(Input.Back));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var device = HttpContext.DeviceFor(await signIn.HandleOfAsync(Input.Handle, cancellation));
        var member = await signIn.WithPasswordAsync(Input.Handle, Input.Password, Caller, device, cancellation);
        if (!member.Succeeded)
        {
            Problem = member.Refusal;
            return Page();
        }
        if (member.Value.CodeSecret is not null)
        {
            Halfway = await withCode.BeginAsync(member.Value.Id, cancellation);
            return Page();
        }
        return await CompleteSignInAsync(member.Value);
    }

    public async Task<IActionResult> OnPostCodeAsync(string halfway, string code, CancellationToken cancellation)
    {
        var member = await withCode.WithCodeAsync(halfway ?? "", code ?? "", Caller, HttpContext.DeviceFor, cancellation);
        if (!member.Succeeded)
        {
            (Problem, Halfway) = (member.Refusal, member.Refusal.Words == SignInWithCode.Expired.Words ? null : halfway);
            return Page();
        }
        return await CompleteSignInAsync(member.Value);
    }

    /// <summary>The challenge that the browser signs with a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellation)
    {
        if (await signInWithPasskey.OptionsAsync(cancellation) is not { } asked)
        {
            return NotFound();
        }
        HttpContext.RememberAsked(ChallengePurpose.SigningIn, asked.ToJson());
        return Content(asked.ToJson(), "application/json");
    }

    /// <summary>Verifies the browser's answer; responds with the page to go to, or with the refusal.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromBody] AuthenticatorAssertionRawResponse? answer, [FromQuery] string? back, CancellationToken cancellation)
    {
        if (answer is null || HttpContext.TakeAsked(ChallengePurpose.SigningIn) is not { } asked)
        {
            return Refused(new Refusal("That took a while. Please try once more."));
        }
        var member = await signInWithPasskey.SignInAsync(AssertionOptions.FromJson(asked), answer, Caller, cancellation);
        if (!member.Succeeded)
        {
            return Refused(member.Refusal);
        }
        await HttpContext.SignInAsync(member.Value);
        return Content(Url.WayBack(back), "text/plain");
    }

    private async Task<KnownMember?> FindKnownAsync(CancellationToken cancellation) =>
        HttpContext.LastHandle() is not { } handle ? null : await db.Members
            .Where(member => member.Actor.Handle == handle && member.RemovedAt == null)
            .Select(member => new KnownMember(
                member.Id,
                member.Name,
                handle,
                member.AvatarId,
                db.Passkeys.Any(passkey => passkey.MemberId == member.Id),
                member.PasswordHash != "",
                db.MailPreferences.Where(mail => mail.MemberId == member.Id).Select(mail => mail.Address).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellation);

    private ContentResult Refused(Refusal why) =>
        new() { StatusCode = StatusCodes.Status422UnprocessableEntity, ContentType = "text/plain; charset=utf-8", Content = texts.Of(why) };

    private async Task<IActionResult> CompleteSignInAsync(Member member)
    {
        await HttpContext.SignInAsync(member);
        return Redirect(Url.WayBack(Input.Back));
    }

    /// <param name="Address">Confirmed, for sign-in links; null when there is none.</param>
    public sealed record KnownMember(
        Guid Id, string Name, string Handle, Guid? AvatarId, bool HasPasskey, bool HasPassword, string? Address);

    public sealed record Credentials
    {
        public string Handle { get; init; } = "";

        public string Password { get; init; } = "";

        /// <summary>Where to go after signing in.</summary>
        public string Back { get; init; } = "/";
    }
}
