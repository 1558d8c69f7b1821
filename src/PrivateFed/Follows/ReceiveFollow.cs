using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Receives a Follow. It waits for the owner, unless the person is an accepted follower of somebody here: acceptance is for the whole
/// house. A Follow that was accepted already is answered with another Accept, whatever its id (Mastodon sends a new id on a retry).
/// </summary>
public sealed class ReceiveFollow(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Follow wanted, CancellationToken cancellation)
    {
        var handle = house.Addresses.ActorHandle(wanted.ObjectId() ?? "");
        if (await db.PublicActors().SingleOrDefaultAsync(actor => actor.Handle == handle, cancellation) is not { } actor)
        {
            return;
        }
        var person = received.RemoteActor;
        var document = Follow.ToDocument(wanted.Id, person.Uri, house.Addresses.Actor(actor.Handle));
        if (!await db.Members.AnyAsync(member => member.Id == actor.MemberId && member.Role != Role.Member, cancellation))
        {
            RejectForReader(actor, received, document);
            return;
        }
        var follow = await db.Follows.Include(follow => follow.Actor)
            .SingleOrDefaultAsync(follow => follow.ActorId == actor.Id && follow.RemoteActorId == person.Id, cancellation);
        var now = clock.GetUtcNow();
        var writtenAt = ActivityTime.Of(received.Document);
        follow?.Renew(document, writtenAt, received.SentAt ?? received.ReceivedAt);
        // The picture of a former follower may have been deleted since.
        person.PictureDueAt ??= person is { HasPicture: false, IconUrl: not null } ? now : null;
        if (follow is null)
        {
            follow = new Follow
            {
                ActorId = actor.Id,
                Actor = actor,
                RemoteActorId = person.Id,
                RemoteActor = person,
                Document = document,
                WrittenAt = writtenAt,
                RequestedAt = now,
            };
            db.Follows.Add(follow);
        }
        else if (follow.State == FollowState.Accepted)
        {
            FollowResponses.StageAccept(db, follow, house.Addresses, now);
            return;
        }
        else
        {
            follow.Request(document, now);
        }
        if (await db.Follows.AnyAsync(other => other.RemoteActorId == person.Id && other.State == FollowState.Accepted, cancellation))
        {
            await FollowChanges.StageAcceptAsync(db, follow, by: null, house.Addresses, now, cancellation);
            return;
        }
        await NotifyOwners.StageFollowRequestAsync(db, follow, now, cancellation);
    }

    /// <summary>
    /// Rejects a Follow of a member who only comments, at once: there is nothing to follow, and nothing waits for the owner.
    /// </summary>
    private void RejectForReader(Actor actor, ReceivedActivity received, string document)
    {
        var follow = new Follow
        {
            ActorId = actor.Id,
            Actor = actor,
            RemoteActorId = received.RemoteActorId,
            RemoteActor = received.RemoteActor,
            Document = document,
            RequestedAt = received.ReceivedAt,
        };
        FollowResponses.StageReject(db, follow, house.Addresses, clock.GetUtcNow());
    }
}
