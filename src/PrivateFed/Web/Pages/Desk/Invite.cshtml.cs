using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>Invites one person by name.</summary>
public sealed class InvitePage(HouseDb db, Invite invite, RequireFreshProof askForProof, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public Wishes Input { get; set; } = new();

    public IReadOnlyList<AudienceChoice> Circles { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    /// <summary>Whether the link can be emailed.</summary>
    public bool CanSendEmail { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        CanSendEmail = await db.MailServers.AnyAsync(cancellation);
        Circles = [.. (await CountReaders.CountAsync(db, Guid.Empty, cancellation)).Where(choice => choice.CircleId is not null)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await askForProof.RequireAsync(this, cancellation) is { } ask)
        {
            return ask;
        }
        CanSendEmail = await db.MailServers.AnyAsync(cancellation);
        var role = Input.MayPost ? Role.Author : Role.Member;
        var made = await invite.InviteAsync(User.MemberId()!.Value, Input.Name, role, Input.CircleIds, CanSendEmail ? Input.Address
            : "", cancellation);
        if (made.Succeeded)
        {
            TempData[OneInvitationPage.SecretKey] = made.Value.Secret;
            if (CanSendEmail && Input.Address.Trim() is { Length: > 0 } address)
            {
                TempData[nameof(OneInvitationPage.Said)] = texts["An email with the link is on its way to {0}.", address].Value;
            }
            return Redirect($"/family/invitations/{made.Value.Id}");
        }
        Problem = made.Refusal;
        await OnGetAsync(cancellation);
        return Page();
    }

    public sealed record Wishes
    {
        public string Name { get; init; } = "";

        public string Address { get; init; } = "";

        public bool MayPost { get; init; }

        public List<Guid> CircleIds { get; init; } = [];
    }
}
