using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Receives an Undo of a Follow: the follow ends, or the request is withdrawn. An Undo that is known to belong to an earlier Follow (its
/// server kept retrying for hours) changes nothing.
/// </summary>
public sealed class ReceiveUnfollow(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    private static readonly TimeSpan DateResolution = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(ReceivedActivity received, Wire.Undo undo, CancellationToken cancellation)
    {
        if (undo.Object is not [var undone, ..] || !MayBeOwnFollow(undone.Embedded, received.RemoteActor))
        {
            return;
        }
        var followed = (undone.Embedded as Wire.Follow)?.ObjectId();
        var open = await db.Follows.Include(follow => follow.Actor)
            .Where(follow => follow.RemoteActorId == received.RemoteActorId
                && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .ToListAsync(cancellation);
        // Some servers name the Follow by its id alone.
        var candidates = open.Where(follow => followed is null
            ? follow.Uri is { } id && id == undone.Id
            : house.Addresses.Actor(follow.Actor.Handle) == followed);
        var ended = new List<Follow>();
        foreach (var follow in candidates)
        {
            if (!await IsOlderAsync(received, undo, follow, cancellation))
            {
                ended.Add(follow);
            }
        }
        await FollowChanges.StageUnfollowAsync(db, received.RemoteActor, ended, clock.GetUtcNow(), cancellation);
    }

    /// <summary>
    /// Whether an Undo is known to belong to a Follow before the newest. Ids alone do not show that: Misskey and WordPress name a Follow
    /// that they never sent, and WordPress reuses ids.
    /// </summary>
    private async Task<bool> IsOlderAsync(ReceivedActivity received, Wire.Undo undo, Follow follow, CancellationToken cancellation)
    {
        var usesIdsAgain = follow.Uri is { } current && follow.EarlierUris?.Contains(current) == true;
        if (undo.ObjectId() is { } undone && undone != follow.Uri && follow.EarlierUris?.Contains(undone) == true)
        {
            return true;
        }
        var writtenAt = ActivityTime.Of(received.Document);
        if ((writtenAt ?? received.SentAt + DateResolution) < follow.WrittenAt)
        {
            return true;
        }
        return writtenAt is null && !usesIdsAgain && undo.Id is { } id && undo.ObjectId() != follow.Uri
            && await db.ReceivedActivities.AnyAsync(
                earlier => earlier.RemoteActorId == received.RemoteActorId && earlier.Type == received.Type && earlier.Uri == id
                    && earlier.Id < received.Id
                    && earlier.ReceivedAt < follow.RequestedAt,
                cancellation);
    }

    private static bool MayBeOwnFollow(Wire.Thing? undone, RemoteActor person) => undone switch
    {
        null => true,
        Wire.Follow follow => follow.ActorId() is not { } actor || actor == person.Uri || actor == person.Url,
        _ => undone.Types.Count == 0,
    };
}
