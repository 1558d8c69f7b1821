using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>An unused invitation: shows its link once, right after it was created, and lets the owner renew or withdraw it.</summary>
public sealed class OneInvitationPage(HouseDb db, Invite invite, CurrentHouse house, RequireFreshProof askForProof, TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    internal const string SecretKey = "invitation";

    /// <summary>Says, right after creation, that an email is on its way.</summary>
    [TempData]
    public string? Said { get; set; }

    public Invitation Invitation { get; private set; } = null!;

    public Refusal? Problem { get; private set; }

    /// <summary>Whether a new link can be emailed.</summary>
    public bool CanSendEmail { get; private set; }

    public string Address { get; private set; } = "";

    public bool HasEnded => Invitation.EndsAt <= clock.GetUtcNow();

    internal LinkCard? Card { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var invitation = await db.Invitations.AsNoTracking().Include(one => one.InvitedBy).Include(one => one.Circles)
            .SingleOrDefaultAsync(one => one.Id == id && one.UsedAt == null, cancellation);
        if (invitation is null)
        {
            return NotFound();
        }
        Invitation = invitation;
        CanSendEmail = await db.MailServers.AnyAsync(cancellation);
        // Only the hash is stored; the secret itself travels from the form to this page, once. It may belong to another invitation.
        if (TempData[SecretKey] is string secret && LinkSecret.Matches(secret, invitation.SecretHash))
        {
            Card = new LinkCard(invitation.Name, house.Addresses.JoinUrl(secret),
                texts["{0}, come and see us", invitation.Name], FirstNames.Of(invitation.InvitedBy.Name), invitation.EndsAt);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id, string? address, CancellationToken cancellation)
    {
        if (await askForProof.RequireAsync(this, cancellation) is { } ask)
        {
            return ask;
        }
        Address = address?.Trim() ?? "";
        var made = await invite.RenewAsync(id, Address, cancellation);
        if (made.Succeeded)
        {
            TempData[SecretKey] = made.Value.Secret;
            Said = Address.Length > 0 ? texts["An email with the link is on its way to {0}.", Address].Value : null;
            return Redirect($"/family/invitations/{id}");
        }
        Problem = made.Refusal;
        return await OnGetAsync(id, cancellation) is PageResult page ? page : Redirect("/family#invited");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation)
    {
        await invite.RevokeAsync(id, cancellation);
        return Redirect("/family#invited");
    }
}
