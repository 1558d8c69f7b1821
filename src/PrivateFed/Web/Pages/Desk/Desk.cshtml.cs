using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Storage;
using PrivateFed.Web.Words;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The owner's overview: what is waiting, who has access, and recent changes.</summary>
public sealed class DeskPage(HouseDb db, MeasureStorage measure, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    private const int RecentEntries = 5;
    private const int DevicesNamed = 3;

    public IReadOnlyList<ShownFollower> Waiting { get; private set; } = [];

    public IReadOnlyList<FailingHost> InTrouble { get; private set; } = [];

    /// <summary>Number of reports from other servers that no owner has seen.</summary>
    public int Complaints { get; private set; }

    public bool HasDeadLetters { get; private set; }

    /// <summary>Since when the mail server has refused emails; null when it accepts them, or when none is configured.</summary>
    public DateTimeOffset? MailFailingSince { get; private set; }

    public bool NothingWaits => Waiting.Count == 0 && InTrouble.Count == 0 && Complaints == 0 && !HasDeadLetters
        && MailFailingSince is null;

    public IReadOnlyList<ListedMember> Members { get; private set; } = [];

    public IReadOnlyList<FollowerWithAccess> Followers { get; private set; } = [];

    public IReadOnlyList<Invited> Invitations { get; private set; } = [];

    public StorageUsed Storage { get; private set; } = null!;

    public IReadOnlyList<AuditEntry> AuditEntries { get; private set; } = [];

    /// <summary>Confirmation of the action that led here.</summary>
    [TempData]
    public string? Said { get; set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Waiting = await Follows.Followers.WaitingAsync(db, cancellation);
        InTrouble = await DeliveryStatus.FailingHostsAsync(db, Now, cancellation);
        Complaints = await db.Reports.CountAsync(report => report.SeenAt == null, cancellation);
        HasDeadLetters = await DeadLetters.IsAnyAsync(db, cancellation);
        MailFailingSince = await db.MailServers.Select(office => office.FailingSince).SingleOrDefaultAsync(cancellation);
        Members = await ListMembers.ListAsync(db, Now, cancellation);
        Followers = await FollowersWithAccess.ListAsync(db, cancellation);
        Invitations = await db.Invitations.AsNoTracking().Where(invitation => invitation.UsedAt == null)
            .OrderBy(invitation => invitation.CreatedAt)
            .Select(invitation => new Invited(invitation.Id, invitation.Name, invitation.EndsAt)).ToListAsync(cancellation);
        Storage = await measure.NowAsync(db, cancellation);
        AuditEntries = await ReadAuditLog.NewestAsync(db, RecentEntries, cancellation);
    }

    /// <summary>"Firefox on Linux and Safari on an iPhone"</summary>
    public string DevicesOf(ListedMember member) => member.Devices.Select(device => texts.Device(device)).ToList() switch
    {
        [] => texts["Not signed in anywhere"],
        { Count: <= DevicesNamed } names => texts.Listed(names),
        var names => texts["{0} and {1} others", string.Join(", ", names.Take(DevicesNamed - 1)), names.Count - DevicesNamed + 1],
    };

    public sealed record Invited(Guid Id, string Name, DateTimeOffset EndsAt);
}
