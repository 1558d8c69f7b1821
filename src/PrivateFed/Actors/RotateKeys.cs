using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Actors;

/// <summary>
/// Gives a local actor new keys. Other servers keep the first key that they saw and doubt a new one that nobody announced, so each server
/// with a follower is owed an Update signed with the old key, which goes on signing for that server until it has arrived.
/// </summary>
public sealed class RotateKeys(HouseDb db, TheHouse house, TimeProvider clock, Wake wake)
{
    /// <param name="handle">Of a person, or of the instance actor.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>How many servers are told.</returns>
    public async Task<Result<int>> OfAsync(string handle, CancellationToken cancellation)
    {
        if (await db.Actors.SingleOrDefaultAsync(actor => actor.Handle == handle && actor.DeletedAt == null, cancellation) is not { } actor)
        {
            return new Refusal($"Nobody here has the handle {handle}.");
        }
        var name = await db.Members.Where(member => member.Id == actor.MemberId).Select(member => member.Name).SingleOrDefaultAsync(cancellation);
        var (now, oldKey) = (clock.GetUtcNow(), actor.RsaPrivateKey);
        actor.MakeKeys();
        var document = name is null ? ActorDocument.Stub(actor, house.Addresses) : ActorDocument.Whole(actor, name, house.Addresses);
        var id = Guid.CreateVersion7();
        var update = ActorDocument.Update(id, document, house.Addresses.Followers(handle), house.Addresses);
        var announcement = new Activity { Id = id, ActorId = actor.Id, Type = "Update", Document = update.Text(), CreatedAt = now };
        Owe.Activity(db, announcement, await ServersAsync(actor, cancellation));
        if (announcement.Deliveries.Count > 0)
        {
            db.RetiredKeys.Add(new RetiredKey { ActorId = actor.Id, RsaPrivateKey = oldKey, AnnouncementId = id, RetiredAt = now });
        }
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return announcement.Deliveries.Count;
    }

    /// <summary>One inbox of each server with a follower; the instance actor speaks to all that have one.</summary>
    private async Task<IEnumerable<Recipient>> ServersAsync(Actor actor, CancellationToken cancellation)
    {
        var followers = await db.RemoteActors.AsNoTracking()
            .Where(person => person.Follows.Any(follow => follow.State == FollowState.Accepted && (actor.MemberId == null || follow.ActorId == actor.Id)))
            .ToListAsync(cancellation);
        return followers.GroupBy(person => person.HostId, (host, people) => new Recipient(host, InboxOf([.. people])));
    }

    private static string InboxOf(IReadOnlyList<RemoteActor> people) =>
        people.Select(person => person.SharedInbox).FirstOrDefault(inbox => inbox is not null) ?? people[0].Inbox;
}
