using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Reports;

/// <summary>
/// Handles a Flag. It is stored for the owner if it comes from a server that has a follower and names a person or a post that this server
/// knows of. Any other Flag is dropped. The sender learns of neither.
/// </summary>
public sealed class ReceiveReport(HouseDb db, CurrentHouse house)
{
    /// <summary>The most unseen reports from one server.</summary>
    private const int MaxUnseen = 20;

    /// <summary>The most ids that are looked up for one report.</summary>
    private const int MaxIds = 50;

    public async Task HandleAsync(ReceivedActivity received, Wire.Flag flag, CancellationToken cancellation)
    {
        var hostId = received.RemoteActor.HostId;
        if (!await db.AcceptedFollowsFrom(hostId).AnyAsync(cancellation)
            || await db.Reports
                .CountAsync(report => report.SeenAt == null && report.RemoteActor.HostId == hostId, cancellation) >= MaxUnseen)
        {
            return;
        }
        var ids = flag.Object.Take(MaxIds).Select(about => about.Id).OfType<string>().ToList();
        var handles = ids.Select(house.Addresses.ActorHandle).OfType<string>().ToList();
        var postIds = ids.Select(house.Addresses.PostId).OfType<Guid>().ToList();
        var actor = await db.PublicActors().FirstOrDefaultAsync(actor => handles.Contains(actor.Handle), cancellation);
        var posts = await db.VisiblePosts(new Viewer.Host(hostId)).Where(post => postIds.Contains(post.Id)).ToListAsync(cancellation);
        if (actor is null && posts.Count == 0)
        {
            return;
        }
        db.Reports.Add(new Report
        {
            RemoteActorId = received.RemoteActorId,
            ActorId = actor?.Id,
            Posts = posts,
            Text = Graphemes.TruncateWithEllipsis(WellFormedText.Of(flag.Content?.Value ?? "").Trim(), Report.TextLength),
            ReceivedAt = received.ReceivedAt,
        });
        await NotifyOwners.StageReportAsync(db, received.RemoteActor.Host.Name, received.ReceivedAt, cancellation);
    }
}
