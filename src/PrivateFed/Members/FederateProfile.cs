using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Follows;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Enqueues an Update of a member's actor for the servers that know it, after a change of name or avatar.</summary>
internal static class FederateProfile
{
    /// <summary>
    /// Tracks the activity; the caller saves it with the change. An author's own followers receive it. A member who only comments is known
    /// to all accepted followers, since any of them may have read the comments. A member who does neither is unknown elsewhere, so nothing
    /// is sent.
    /// </summary>
    /// <param name="member">With their actor, already changed.</param>
    public static async Task StageUpdateAsync(
        HouseDb db, Member member, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!await db.PublicActors().AnyAsync(actor => actor.Id == member.Actor.Id, cancellation))
        {
            return;
        }
        var recipients = await db.Follows
            .Where(follow => follow.State == FollowState.Accepted && (!member.MayPost || follow.ActorId == member.Actor.Id))
            .Select(follow => new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.SharedInbox ?? follow.RemoteActor.Inbox))
            .Distinct().ToListAsync(cancellation);
        var id = Guid.CreateVersion7();
        var document = ActorDocument.Update(
            id, member.Actor, member.Name, addresses.Followers(member.Actor.Handle), addresses,
            MediaLinks.AvatarPlaceholder(member.AvatarId));
        var activity = new Activity
        {
            Id = id,
            ActorId = member.Actor.Id,
            Type = "Update",
            Document = document.Serialize(),
            CreatedAt = at,
        };
        Outbox.Stage(db, activity, recipients);
    }
}
