using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>A member's account, for owners: picture, dates and devices, and how to remove them.</summary>
[RequestSizeLimit(AddPhoto.MaxBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = AddPhoto.MaxBytes
    + (1 << 20), ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name)]
public sealed class MemberPage(
    HouseDb db, CurrentHouse house, TimeProvider clock, RemoveMember remove, CreateSignInLink giveLink, ChangeRole changeRole,
    EndSessions endSessions,
    RevokeAccess revokeAccess, ChangeAvatar changeAvatar, ChangeMailPreferences letters, RequireFreshProof askForProof,
    IStringLocalizer<Texts> texts) : PageModel
{
    // The parts of the page, by their ids.
    internal const string PictureSection = "picture";
    internal const string DevicesSection = "devices";
    internal const string KeysSection = "keys";

    private const string SecretKey = "sign-in link";

    public Known Person { get; private set; } = null!;

    public IReadOnlyList<string> Circles { get; private set; } = [];

    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    public IReadOnlyList<ShownPasskey> Passkeys { get; private set; } = [];

    /// <summary>Where emails and sign-in links are sent; null when the member has no address.</summary>
    public string? Address { get; private set; }

    public Refusal? AvatarProblem { get; private set; }

    public Refusal? Problem { get; private set; }

    /// <summary>Whether the owner came here to remove them: the page then asks at once.</summary>
    public bool IsRemoving { get; private set; }

    /// <summary>Confirmation of the action that led here.</summary>
    [TempData]
    public string? Said { get; set; }

    /// <summary>The part of the page to which the confirmation belongs.</summary>
    [TempData]
    public string? SavedSection { get; set; }

    /// <summary>When the member's unused sign-in link expires; null when there is none.</summary>
    public DateTimeOffset? LinkEndsAt { get; private set; }

    /// <summary>The link itself, right after it was created.</summary>
    internal LinkCard? Card { get; private set; }

    /// <returns>The confirmation, if it belongs to this part of the page.</returns>
    internal string? SaidOf(string section) => section == SavedSection ? Said : null;

    public Task<IActionResult> OnGetAsync(Guid id, string? remove, CancellationToken cancellation)
    {
        IsRemoving = remove == "yes";
        return ShowAsync(id, cancellation);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation)
    {
        var person = await db.Members.AsNoTracking().Where(member => member.Id == id && member.RemovedAt == null)
            .Select(member => new Known(member.Id, member.Name, member.Actor.Handle, member.Role, member.JoinedAt, member.LastSeenAt,
                member.PasswordHash != "", member.CodeSecret != null, member.AvatarId))
            .SingleOrDefaultAsync(cancellation);
        if (person is null)
        {
            return NotFound();
        }
        Person = person;
        Circles = await db.Circles.Where(circle => circle.Members.Any(member => member.Id == id)).Select(circle => circle.Name)
            .ToListAsync(cancellation);
        Devices = await Members.ListSessions.ListAsync(db, id, cancellation);
        Passkeys = await db.Passkeys.AsNoTracking().Where(passkey => passkey.MemberId == id).OrderBy(passkey => passkey.AddedAt)
            .Select(passkey => new ShownPasskey(passkey.Id, passkey.Device, passkey.AddedAt, passkey.LastUsedAt)).ToListAsync(cancellation);
        Address = await db.MailPreferences.Where(box => box.MemberId == id).Select(box => box.Address).SingleOrDefaultAsync(cancellation);
        await ReadLinkAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAvatarAsync(Guid id, IFormFile? avatar, CancellationToken cancellation)
    {
        var changed = await changeAvatar.FileAsync(id, avatar, cancellation);
        if (changed.Succeeded)
        {
            return Back(id, PictureSection, texts["Their new picture is saved."]);
        }
        AvatarProblem = changed.Refusal;
        return await ShowAsync(id, cancellation);
    }

    public async Task<IActionResult> OnPostNoAvatarAsync(Guid id, CancellationToken cancellation)
    {
        await changeAvatar.RemoveAsync(id, cancellation);
        return Back(id, PictureSection, texts["Picture removed."]);
    }

    public async Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken cancellation)
    {
        if (await askForProof.RequireAsync(this, cancellation) is { } ask)
        {
            return ask;
        }
        var secret = await giveLink.CreateAsync(id, cancellation);
        if (!secret.Succeeded)
        {
            return NotFound();
        }
        TempData[SecretKey] = secret.Value;
        return Redirect($"/family/members/{id}");
    }

    public async Task<IActionResult> OnPostTakeLinkBackAsync(Guid id, CancellationToken cancellation)
    {
        await giveLink.RevokeAsync(id, cancellation);
        return Redirect($"/family/members/{id}");
    }

    public async Task<IActionResult> OnPostOwnerAsync(Guid id, CancellationToken cancellation) =>
        await askForProof.RequireAsync(this, cancellation)
        ?? ((await changeRole.ToOwnerAsync(id, cancellation)).Succeeded ? Redirect($"/family/members/{id}") : NotFound());

    public async Task<IActionResult> OnPostDeviceAsync(Guid id, Guid sessionId, CancellationToken cancellation)
    {
        await endSessions.EndAsync(id, sessionId, cancellation);
        return Back(id, DevicesSection, texts["That device has been signed out."]);
    }

    public async Task<IActionResult> OnPostDevicesAsync(Guid id, bool passkeys, CancellationToken cancellation)
    {
        if (passkeys && id != User.MemberId())
        {
            await revokeAccess.RemovePasskeysAsync(id, cancellation);
        }
        await endSessions.EndAllAsync(id, cancellation);
        return Back(id, DevicesSection, texts["All these devices have been signed out."]);
    }

    public async Task<IActionResult> OnPostDropPasskeyAsync(Guid id, Guid passkeyId, CancellationToken cancellation) =>
        (await revokeAccess.RemovePasskeyAsync(id, passkeyId, User.MemberId()!.Value, cancellation)).Succeeded
            ? Back(id, KeysSection, texts["That passkey no longer works here."])
            : NotFound();

    public async Task<IActionResult> OnPostDropPasswordAsync(Guid id, CancellationToken cancellation) =>
        (await revokeAccess.RemovePasswordAsync(id, User.MemberId()!.Value, cancellation)).Succeeded
            ? Back(id, KeysSection, texts["That password no longer works here."])
            : NotFound();

    public async Task<IActionResult> OnPostDropAddressAsync(Guid id, CancellationToken cancellation)
    {
        await letters.ForgetAsync(id, cancellation);
        return Back(id, KeysSection, texts["Nothing is sent to that address any more."]);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellation)
    {
        var removed = await remove.RemoveAsync(id, cancellation);
        if (removed.Succeeded)
        {
            TempData["Said"] = texts["{0} has been removed.", removed.Value.Name].Value;
            return Redirect("/family/desk");
        }
        (Problem, IsRemoving) = (removed.Refusal, true);
        return await ShowAsync(id, cancellation);
    }

    private RedirectResult Back(Guid id, string section, string said)
    {
        (Said, SavedSection) = (said, section);
        return Redirect($"/family/members/{id}#{section}");
    }

    private async Task ReadLinkAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var link = await db.SignInLinks.AsNoTracking().Where(link => link.MemberId == Person.Id && !link.ByMail && link.EndsAt > now)
            .OrderByDescending(link => link.CreatedAt).FirstOrDefaultAsync(cancellation);
        LinkEndsAt = link?.EndsAt;
        // Only the hash is stored; the secret travels from the form to this page, once. It may belong to another person's page.
        if (link is not null && TempData[SecretKey] is string secret && LinkSecret.Matches(secret, link.SecretHash))
        {
            Card = new LinkCard(Person.Name, house.Addresses.SignInUrl(secret), texts["Welcome back, {0}", FirstNames.Of(Person.Name)],
                From: null, link.EndsAt);
        }
    }

    public sealed record Known(Guid Id, string Name, string Handle, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? LastSeenAt,
        bool HasPassword, bool HasCodes, Guid? AvatarId);

    public sealed record ShownPasskey(Guid Id, string Device, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt);
}
