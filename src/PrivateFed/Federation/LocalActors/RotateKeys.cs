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
/// Gives a local actor new keys. Other servers keep the first key that they saw and distrust an unannounced one. Each server with a
/// follower therefore gets an Update signed with the old key, which continues to sign for that server until the Update has arrived.
/// </summary>
public sealed class RotateKeys(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <param name="handle">Of a member, or of the instance actor.</param>
    /// <returns>How many servers will receive the announcement.</returns>
    public async Task<Result<int>> RotateAsync(string handle, CancellationToken cancellation)
    {
        if (await db.Actors.SingleOrDefaultAsync(actor => actor.Handle == handle && actor.DeletedAt == null, cancellation) is not { } actor)
        {
            return new Refusal("Nobody here has the handle {0}.", handle);
        }
        var person = await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == actor.MemberId, cancellation);
        var (now, oldKey) = (clock.GetUtcNow(), actor.RsaPrivateKey);
        actor.MakeKeys();
        var document = person is null ? ActorDocument.Stub(actor, house.Addresses)
            : ActorDocument.Whole(actor, person.Name, house.Addresses, MediaLinks.AvatarPlaceholder(person.AvatarId));
        var id = Guid.CreateVersion7();
        var update = ActorDocument.Update(id, document, house.Addresses.Followers(handle), house.Addresses);
        var announcement = new Activity { Id = id, ActorId = actor.Id, Type = "Update", Document = update.Serialize(), CreatedAt = now };
        Outbox.Stage(db, announcement, await RecipientsAsync(actor.Id, isAuthor: person is { MayPost: true }, cancellation));
        if (announcement.Deliveries.Count > 0)
        {
            db.RetiredKeys.Add(new RetiredKey { ActorId = actor.Id, RsaPrivateKey = oldKey, AnnouncementId = id, RetiredAt = now });
        }
        auditLog.Record(AuditAction.KeysRotated, (actor.MemberId ?? actor.Id, person?.Name ?? handle), more: "@" + handle);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return announcement.Deliveries.Count;
    }

    /// <summary>
    /// One inbox of each server that follows the author. For the instance actor and for members who only comment, of each server with any
    /// follower.
    /// </summary>
    private async Task<IEnumerable<Recipient>> RecipientsAsync(Guid actorId, bool isAuthor, CancellationToken cancellation)
    {
        var followers = await db.RemoteActors.AsNoTracking()
            .Where(person => person.Follows.Any(follow => follow.State == FollowState.Accepted && (!isAuthor || follow.ActorId == actorId)))
            .ToListAsync(cancellation);
        return followers.GroupBy(person => person.HostId, (host, people) => new Recipient(host, InboxOf([.. people])));
    }

    private static string InboxOf(IReadOnlyList<RemoteActor> people) =>
        people.Select(person => person.SharedInbox).FirstOrDefault(inbox => inbox is not null) ?? people[0].Inbox;
}
