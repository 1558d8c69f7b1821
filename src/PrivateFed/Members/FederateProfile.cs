using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Follows;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Owes an Update of a member's actor to the servers that know them: their name or their picture is another one now.</summary>
internal static class FederateProfile
{
    /// <summary>
    /// Tracks what is owed; the caller saves it with the change. An author's followers are told; who only comments is known to all who may have
    /// read them; of who does neither nobody elsewhere has heard.
    /// </summary>
    /// <param name="db">The house.</param>
    /// <param name="person">With their actor, as they are from now on.</param>
    /// <param name="addresses">Of the house.</param>
    /// <param name="at">The present moment.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task ServersAsync(HouseDb db, Member person, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!await db.PublicActors().AnyAsync(actor => actor.Id == person.Actor.Id, cancellation))
        {
            return;
        }
        var followers = await db.Follows.Where(follow => follow.State == FollowState.Accepted && (!person.MayPost || follow.ActorId == person.Actor.Id))
            .Select(follow => new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.SharedInbox ?? follow.RemoteActor.Inbox)).Distinct().ToListAsync(cancellation);
        var id = Guid.CreateVersion7();
        var document = ActorDocument.Update(
            id, person.Actor, person.Name, addresses.Followers(person.Actor.Handle), addresses, MediaLinks.AvatarPlaceholder(person.AvatarId));
        Outbox.Enqueue(db, new Activity { Id = id, ActorId = person.Actor.Id, Type = "Update", Document = document.Serialize(), CreatedAt = at }, followers);
    }
}
