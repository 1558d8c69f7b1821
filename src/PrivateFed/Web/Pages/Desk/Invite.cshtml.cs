using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The owner invites one person by name.</summary>
public sealed class InvitePage(HouseDb db, Invite invite) : PageModel
{
    [BindProperty]
    public Wishes Input { get; set; } = new();

    public IReadOnlyList<AudienceChoice> Circles { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Circles = [.. (await CountReaders.ForAsync(db, Guid.Empty, cancellation)).Where(choice => choice.CircleId is not null)];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var role = Input.MayPost ? Role.Author : Role.Member;
        var made = await invite.SomebodyAsync(User.MemberId()!.Value, Input.Name, role, Input.CircleIds, cancellation);
        if (made.Succeeded)
        {
            TempData[OneInvitationPage.SecretKey] = made.Value.Secret;
            return Redirect($"/family/invitations/{made.Value.Id}");
        }
        Problem = made.Refusal;
        await OnGetAsync(cancellation);
        return Page();
    }

    public sealed record Wishes
    {
        public string Name { get; init; } = "";

        public bool MayPost { get; init; }

        public List<Guid> CircleIds { get; init; } = [];
    }
}
