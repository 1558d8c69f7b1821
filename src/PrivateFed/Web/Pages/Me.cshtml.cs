using System.Net;
using Fido2NetLib;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Members.Passkeys;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>A member's own settings: picture, name, address, passkeys, password, devices.</summary>
[RequestSizeLimit(AddPhoto.MaxBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = AddPhoto.MaxBytes
    + (1 << 20), ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name)]
public sealed class MePage(
    HouseDb db, CurrentHouse house, TimeProvider clock, ChangeName changeName, ChangePassword changePassword, AddPasskey addPasskey,
    RemovePasskey removePasskey, ChangeRole changeRole,
    ChangeAvatar changeAvatar, ChooseLanguage chooseLanguage, EndSessions endSessions, FreshProof proof, RequireFreshProof askForProof,
    IStringLocalizer<Texts> texts) : PageModel
{
    public Me Self { get; private set; } = null!;

    public string Domain => new Uri(house.Addresses.Root).Authority;

    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    public IReadOnlyList<ShownPasskey> Passkeys { get; private set; } = [];

    /// <summary>Number of unused recovery codes.</summary>
    public int RecoveryCodes { get; private set; }

    /// <summary>The address to which sign-in links are emailed on request; null when there is none.</summary>
    public string? Address { get; private set; }

    /// <summary>When a sign-in link for this member expires; null when there is none.</summary>
    public DateTimeOffset? LinkEndsAt { get; private set; }

    /// <summary>Whether the current password is required to set a new one.</summary>
    public bool MustTellPassword { get; private set; }

    /// <summary>
    /// True when the member was sent here because writing and deciding require a passkey or a password, and they have neither.
    /// </summary>
    public bool NeedsKeyFirst { get; private set; }

    [BindProperty]
    public string NewName { get; set; } = "";

    [BindProperty]
    public PasswordChange Passwords { get; set; } = new();

    public Refusal? AvatarProblem { get; private set; }

    public Refusal? NameProblem { get; private set; }

    public Refusal? PasswordProblem { get; private set; }

    public Refusal? PasskeyProblem { get; private set; }

    public Refusal? StepDownProblem { get; private set; }

    /// <summary>Confirmation of the action that led here.</summary>
    [TempData]
    public string? Said { get; set; }

    private Guid Id => User.MemberId()!.Value;

    public async Task OnGetAsync(string? first, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        NeedsKeyFirst = first == "key" && Self is { HasPassword: false } && Passkeys.Count == 0;
        NewName = Self.Name;
    }

    public async Task<IActionResult> OnPostAvatarAsync(IFormFile? avatar, CancellationToken cancellation)
    {
        var changed = await changeAvatar.FileAsync(Id, avatar, cancellation);
        if (changed.Succeeded)
        {
            Said = texts["Your new picture is saved."];
            return Redirect("/me");
        }
        AvatarProblem = changed.Refusal;
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostNoAvatarAsync(CancellationToken cancellation)
    {
        await changeAvatar.RemoveAsync(Id, cancellation);
        Said = texts["Picture removed."];
        return Redirect("/me");
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellation)
    {
        var changed = await changeName.ChangeAsync(Id, NewName, cancellation);
        if (changed.Succeeded)
        {
            Said = texts["You're now called {0}.", changed.Value.Name];
            return Redirect("/me");
        }
        NameProblem = changed.Refusal;
        await ReadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (MustTellPassword)
        {
            PasswordProblem = await proof.CheckPasswordAsync(Id, Passwords.Current, HttpContext.Connection.RemoteIpAddress
                ?? IPAddress.None, cancellation);
        }
        else if (!Self.HasPassword && await askForProof.RequireAsync(this, cancellation) is { } ask)
        {
            return ask;
        }
        if (PasswordProblem is not null)
        {
            return await ShowAsync(cancellation);
        }
        var changed = await changePassword.ChangeAsync(Id, User.SessionId(), Passwords.Current, Passwords.Wanted, cancellation);
        if (changed.Succeeded)
        {
            Said = texts["Your new password is saved. You'll have to sign in again on your other devices."];
            return Redirect("/me");
        }
        PasswordProblem = changed.Refusal;
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostLanguageAsync(string newLanguage, CancellationToken cancellation)
    {
        await chooseLanguage.ChooseAsync(Id, newLanguage ?? "", cancellation);
        return Redirect("/me#language");
    }

    /// <summary>Options for creating a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellation)
    {
        if (!await proof.IsFreshAsync(Id, User.SessionId(), cancellation))
        {
            return ProvePage.First("/me");
        }
        var asked = await addPasskey.OptionsAsync(Id, cancellation);
        HttpContext.RememberAsked(ChallengePurpose.MakingPasskey, asked.ToJson());
        return Content(asked.ToJson(), "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromBody] AuthenticatorAttestationRawResponse? answer, CancellationToken cancellation)
    {
        if (!await proof.IsFreshAsync(Id, User.SessionId(), cancellation))
        {
            return ProvePage.First("/me");
        }
        var kept = answer is not null && HttpContext.TakeAsked(ChallengePurpose.MakingPasskey) is { } asked
            ? await addPasskey.KeepAsync(Id, CredentialCreateOptions.FromJson(asked), answer,
                Device.NameOf(Request.Headers.UserAgent.ToString()), cancellation)
            : new Refusal("That took a while. Please try once more.");
        if (!kept.Succeeded)
        {
            return new ContentResult
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
                ContentType = "text/plain; charset=utf-8",
                Content = texts.Of(kept.Refusal),
            };
        }
        Said = texts["You can now sign in with this device."];
        return new NoContentResult();
    }

    public async Task<IActionResult> OnPostDropPasskeyAsync(Guid passkeyId, CancellationToken cancellation)
    {
        var dropped = await removePasskey.RemoveAsync(Id, passkeyId, cancellation);
        if (dropped.Succeeded)
        {
            Said = texts["That passkey no longer works here."];
            return Redirect("/me");
        }
        PasskeyProblem = dropped.Refusal;
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostStepDownAsync(CancellationToken cancellation)
    {
        if (!User.IsOwner())
        {
            return NotFound();
        }
        var changed = await changeRole.StepDownAsync(Id, cancellation);
        if (changed.Succeeded)
        {
            Said = texts["You're no longer an owner. You can read and post as before."];
            return Redirect("/me");
        }
        StepDownProblem = changed.Refusal;
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostDeviceAsync(Guid sessionId, CancellationToken cancellation)
    {
        await endSessions.EndAsync(Id, sessionId, cancellation);
        Said = texts["That device has been signed out."];
        return Redirect("/me");
    }

    /// <param name="passkeys">Whether to remove all passkeys as well.</param>
    public async Task<IActionResult> OnPostEverywhereAsync(bool passkeys, CancellationToken cancellation)
    {
        if (passkeys && await removePasskey.RemoveAllAsync(Id, cancellation) is { } refused)
        {
            PasskeyProblem = refused;
            return await ShowAsync(cancellation);
        }
        await endSessions.EndAllExceptAsync(Id, User.SessionId(), cancellation);
        Said = texts["All your other devices have been signed out."];
        return Redirect("/me");
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        NewName = Self.Name;
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Self = await db.Members.AsNoTracking().Where(member => member.Id == Id)
            .Select(member => new Me(member.Id, member.Name, member.Actor.Handle, member.Role, member.PasswordHash != "",
                member.CodeSecret != null, member.Language, member.AvatarId)).SingleAsync(cancellation);
        var sessionId = User.SessionId();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == sessionId, cancellation);
        MustTellPassword = Self.HasPassword && session?.MayReplacePassword(clock.GetUtcNow()) != true;
        Passkeys = await db.Passkeys.AsNoTracking().Where(passkey => passkey.MemberId == Id).OrderBy(passkey => passkey.AddedAt)
            .Select(passkey => new ShownPasskey(passkey.Id, passkey.Device, passkey.AddedAt, passkey.LastUsedAt)).ToListAsync(cancellation);
        Devices = await Members.ListSessions.ListAsync(db, Id, cancellation);
        RecoveryCodes = await db.RecoveryCodes.CountAsync(code => code.MemberId == Id, cancellation);
        Address = await db.MailPreferences.Where(box => box.MemberId == Id).Select(box => box.Address).SingleOrDefaultAsync(cancellation);
        var now = clock.GetUtcNow();
        LinkEndsAt = await db.SignInLinks.Where(link => link.MemberId == Id && link.EndsAt > now).OrderByDescending(link => link.EndsAt)
            .Select(link => (DateTimeOffset?)link.EndsAt).FirstOrDefaultAsync(cancellation);
    }

    public sealed record Me(Guid Id, string Name, string Handle, Role Role, bool HasPassword, bool HasCodes, string? Language,
        Guid? AvatarId);

    public sealed record ShownPasskey(Guid Id, string Device, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt);

    public sealed record PasswordChange
    {
        public string Current { get; init; } = "";

        public string Wanted { get; init; } = "";
    }
}
