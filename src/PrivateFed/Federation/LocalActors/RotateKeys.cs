using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>
/// Gives a local actor new keys. Other servers keep the first key that they saw and doubt a new one that nobody announced, so each server
/// with a follower is owed an Update signed with the old key, which goes on signing for that server until it has arrived.
/// </summary>
public sealed class RotateKeys(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <param name="handle">Of a person, or of the instance actor.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>How many servers are told.</returns>
    public async Task<Result<int>> RotateAsync(string handle, CancellationToken cancellation)
    {
        if (await db.Actors.SingleOrDefaultAsync(actor => actor.Handle == handle && actor.DeletedAt == null, cancellation) is not { } actor)
        {
            return new Refusal("Nobody here has the handle {0}.", handle);
        }
        var person = await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == actor.MemberId, cancellation);
        var (now, oldKey) = (clock.GetUtcNow(), actor.RsaPrivateKey);
        actor.MakeKeys();
        var document = person is null ? ActorDocument.Stub(actor, house.Addresses) : ActorDocument.Whole(actor, person.Name, house.Addresses, MediaLinks.AvatarPlaceholder(person.AvatarId));
        var id = Guid.CreateVersion7();
        var update = ActorDocument.Update(id, document, house.Addresses.Followers(handle), house.Addresses);
        var announcement = new Activity { Id = id, ActorId = actor.Id, Type = "Update", Document = update.Serialize(), CreatedAt = now };
        Outbox.Enqueue(db, announcement, await ServersAsync(actor.Id, isAuthor: person is { MayPost: true }, cancellation));
        if (announcement.Deliveries.Count > 0)
        {
            db.RetiredKeys.Add(new RetiredKey { ActorId = actor.Id, RsaPrivateKey = oldKey, AnnouncementId = id, RetiredAt = now });
        }
        auditLog.Record(AuditAction.KeysRotated, (actor.MemberId ?? actor.Id, person?.Name ?? handle), more: "@" + handle);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return announcement.Deliveries.Count;
    }

    /// <summary>One inbox of each server with a follower; the instance actor and members who comment speak to all that have one.</summary>
    private async Task<IEnumerable<Recipient>> ServersAsync(Guid actorId, bool isAuthor, CancellationToken cancellation)
    {
        var followers = await db.RemoteActors.AsNoTracking()
            .Where(person => person.Follows.Any(follow => follow.State == FollowState.Accepted && (!isAuthor || follow.ActorId == actorId)))
            .ToListAsync(cancellation);
        return followers.GroupBy(person => person.HostId, (host, people) => new Recipient(host, InboxOf([.. people])));
    }

    private static string InboxOf(IReadOnlyList<RemoteActor> people) =>
        people.Select(person => person.SharedInbox).FirstOrDefault(inbox => inbox is not null) ?? people[0].Inbox;
}
