using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Storage;
using PrivateFed.Web.Pages.Desk;

namespace PrivateFed.Web.Pages;

/// <summary>The members; for authors also the followers, and for owners also pending follow requests.</summary>
public sealed class FamilyPage(HouseDb db, CurrentHouse house, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ShownMember> Members { get; private set; } = [];

    public IReadOnlyList<ShownFollower> Followers { get; private set; } = [];

    public IReadOnlyList<ShownFollower> Waiting { get; private set; } = [];

    public IReadOnlyList<OpenInvitation> Invited { get; private set; } = [];

    /// <summary>What was just done on another page.</summary>
    [TempData]
    public string? Said { get; set; }

    /// <summary>The follower who was just let in, if that can be undone.</summary>
    [TempData]
    public Guid? UndoId { get; set; }

    public IReadOnlyList<AudienceChoice> Circles { get; private set; } = [];

    /// <summary>The circles that the reader is in.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Mine { get; private set; } = [];

    public DeliveryTrouble Trouble { get; private set; } = DeliveryTrouble.None;

    /// <summary>The address under which others follow the reader.</summary>
    public string Address => $"@{Members.Single(member => member.Id == User.MemberId()).Handle}@{new Uri(house.Addresses.Root).Authority}";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Members = await db.Members.AsNoTracking().Where(member => member.RemovedAt == null).OrderBy(member => member.JoinedAt)
            .Select(member => new ShownMember(member.Id, member.Name, member.Actor.Handle, member.Role, member.AvatarId))
            .ToListAsync(cancellation);
        var reader = User.MemberId();
        Mine = [.. (await db.Circles.Where(circle => circle.Members.Any(member => member.Id == reader)).OrderBy(circle => circle.Name)
            .Select(circle => new { circle.Id, circle.Name }).ToListAsync(cancellation)).Select(circle => (circle.Id, circle.Name))];
        if (User.MayPost())
        {
            Followers = await Follows.Followers.AcceptedAsync(db, cancellation);
        }
        if (User.IsOwner())
        {
            Invited = await OpenInvitation.ListAsync(db, cancellation);
            Waiting = await Follows.Followers.WaitingAsync(db, cancellation);
            Trouble = await DeliveryStatus.TroubleAsync(db, clock.GetUtcNow(), cancellation);
            Circles = [.. (await CountReaders.CountAsync(db, Guid.Empty, cancellation)).Where(choice => choice.CircleId is not null)];
        }
    }

    public sealed record ShownMember(Guid Id, string Name, string Handle, Role Role, Guid? AvatarId);
}
