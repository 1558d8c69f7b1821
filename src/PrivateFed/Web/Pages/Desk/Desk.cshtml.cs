using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media.Room;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Members.Invitations;
using PrivateFed.Storage;
using PrivateFed.Web.Words;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The owner's overview: what is waiting, who has access, and recent changes.</summary>
public sealed class DeskPage(
    HouseDb db, CurrentHouse house, MeasureRoom room, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    private const int DevicesNamed = 3;

    public IReadOnlyList<ShownFollower> Waiting { get; private set; } = [];

    public DeliveryTrouble Trouble { get; private set; } = DeliveryTrouble.None;

    /// <summary>Whether a mail server is set up.</summary>
    public bool HasMail { get; private set; }

    /// <summary>Since when the mail server has refused emails; null when it accepts them, or when none is configured.</summary>
    public DateTimeOffset? MailFailingSince { get; private set; }

    public bool NothingWaits => Waiting.Count == 0 && Trouble.IsNone && MailFailingSince is null && !Room.IsNearlyFull;

    public IReadOnlyList<ListedMember> Members { get; private set; } = [];

    public IReadOnlyList<FollowerWithAccess> Followers { get; private set; } = [];

    /// <summary>First names of the owners besides the reader.</summary>
    public IReadOnlyList<string> OtherOwners { get; private set; } = [];

    public IReadOnlyList<OpenInvitation> Invitations { get; private set; } = [];

    public House House { get; private set; } = null!;

    /// <summary>When the text that people agree to was written; null for the one that every house begins with.</summary>
    public DateTimeOffset? TextFrom { get; private set; }

    /// <summary>Who wrote that text; null for the one that every house begins with.</summary>
    public string? TextBy { get; private set; }

    /// <summary>Names of the circles.</summary>
    public IReadOnlyList<string> Circles { get; private set; } = [];

    /// <summary>Whether a delivery is pending.</summary>
    public bool IsSending { get; private set; }

    public RoomUsed Room { get; private set; } = null!;

    /// <summary>The newest entry of the audit log.</summary>
    public AuditEntry? Newest { get; private set; }

    /// <summary>Confirmation of the action that led here.</summary>
    [TempData]
    public string? Said { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Waiting = await Follows.Followers.WaitingAsync(db, cancellation);
        Trouble = await DeliveryStatus.TroubleAsync(db, clock.GetUtcNow(), cancellation);
        var mail = await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation);
        (HasMail, MailFailingSince) = (mail is not null, mail?.FailingSince);
        Members = await ListMembers.ListAsync(db, clock.GetUtcNow(), cancellation);
        OtherOwners = [.. Members.Where(member => member.Role == Role.Owner && member.Id != User.MemberId())
            .Select(member => FirstNames.Of(member.Name))];
        Followers = await FollowersWithAccess.ListAsync(db, cancellation);
        Invitations = await OpenInvitation.ListAsync(db, cancellation);
        await ReadHouseAsync(cancellation);
    }

    private async Task ReadHouseAsync(CancellationToken cancellation)
    {
        House = (await house.FindAsync(cancellation))!;
        var text = await HouseText.CurrentAsync(db, cancellation);
        TextFrom = text.WrittenAt;
        TextBy = await db.Members.Where(member => member.Id == text.WrittenById).Select(member => member.Name)
            .SingleOrDefaultAsync(cancellation);
        Circles = await db.Circles.OrderBy(circle => circle.Name).Select(circle => circle.Name).ToListAsync(cancellation);
        IsSending = await DeliverActivities.Pending(db).AnyAsync(cancellation);
        Room = await room.NowAsync(db, cancellation);
        Newest = (await ReadAuditLog.NewestAsync(db, 1, cancellation)).FirstOrDefault();
    }

    /// <summary>"Firefox on Linux and Safari on an iPhone"</summary>
    public string DevicesOf(ListedMember member) => member.Devices.Select(device => texts.Device(device)).ToList() switch
    {
        [] => texts["Not signed in anywhere"],
        { Count: <= DevicesNamed } names => texts.Listed(names),
        var names => texts["{0} and {1} others", string.Join(", ", names.Take(DevicesNamed - 1)), names.Count - DevicesNamed + 1],
    };
}
