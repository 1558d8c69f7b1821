using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Audit;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Follows;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A person is called something else from now on; the servers that know the old name are told.</summary>
public sealed class ChangeName(HouseDb db, WriteDown writeDown, TheHouse house, TimeProvider clock, Wake wake)
{
    public async Task<Result<Member>> OfAsync(Guid memberId, string name, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal("Please give a name of 1 to {0} characters.", Member.NameLength);
        }
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        if (member.Name == trimmed)
        {
            return member;
        }
        writeDown.That(DeedKind.MemberRenamed, (member.Id, trimmed), more: member.Name);
        member.Name = trimmed;
        if (await db.PublicActors().AnyAsync(actor => actor.Id == member.Actor.Id, cancellation))
        {
            await TellServersAsync(member, clock.GetUtcNow(), cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return member;
    }

    /// <summary>An author's followers have the name; who only comments is known to all who may have read them.</summary>
    private async Task TellServersAsync(Member person, DateTimeOffset at, CancellationToken cancellation)
    {
        var followers = await db.Follows.Where(follow => follow.State == FollowState.Accepted && (!person.MayPost || follow.ActorId == person.Actor.Id))
            .Select(follow => new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.SharedInbox ?? follow.RemoteActor.Inbox)).Distinct().ToListAsync(cancellation);
        var id = Guid.CreateVersion7();
        var document = ActorDocument.Update(id, person.Actor, person.Name, house.Addresses.Followers(person.Actor.Handle), house.Addresses);
        Owe.Activity(db, new Activity { Id = id, ActorId = person.Actor.Id, Type = "Update", Document = document.Text(), CreatedAt = at }, followers);
    }
}
