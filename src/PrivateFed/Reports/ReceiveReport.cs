using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Reports;

/// <summary>
/// A Flag arrives. It is kept for the owner when it comes from a server that has a follower and names a person or a post that this server
/// knows of; of anything else nothing is kept, and its sender learns of neither.
/// </summary>
public sealed class ReceiveReport(HouseDb db, CurrentHouse house)
{
    /// <summary>Reports from one server that the owner has not seen yet.</summary>
    private const int MostUnseen = 20;

    /// <summary>Ids that are looked at in one report.</summary>
    private const int MostNamed = 50;

    public async Task HandleAsync(ReceivedActivity received, Wire.Flag flag, CancellationToken cancellation)
    {
        var hostId = received.RemoteActor.HostId;
        if (!await db.AcceptedFollowsFrom(hostId).AnyAsync(cancellation)
            || await db.Reports.CountAsync(report => report.SeenAt == null && report.RemoteActor.HostId == hostId, cancellation) >= MostUnseen)
        {
            return;
        }
        var named = flag.Object.Take(MostNamed).Select(about => about.Id).OfType<string>().ToList();
        var handles = named.Select(house.Addresses.ActorHandle).OfType<string>().ToList();
        var postIds = named.Select(house.Addresses.PostId).OfType<Guid>().ToList();
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
            Text = Graphemes.TruncateWithEllipsis(Wellformed.Of(flag.Content?.Value ?? "").Trim(), Report.TextLength),
            ReceivedAt = received.ReceivedAt,
        });
        await NotifyOwners.StageReportAsync(db, received.RemoteActor.Host.Name, received.ReceivedAt, cancellation);
    }
}
