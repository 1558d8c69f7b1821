using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Follows;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A person is called something else from now on; the servers of an author's followers are told.</summary>
public sealed class ChangeName(HouseDb db, TheHouse house, TimeProvider clock, Wake wake)
{
    public async Task<Result<Member>> OfAsync(Guid memberId, string name, CancellationToken cancellation)
    {
        if (name.Trim() is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal($"Please give a name of 1 to {Member.NameLength} characters.");
        }
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        if (member.Name == trimmed)
        {
            return member;
        }
        member.Name = trimmed;
        if (member.MayPost)
        {
            await TellFollowersAsync(member, clock.GetUtcNow(), cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return member;
    }

    private async Task TellFollowersAsync(Member author, DateTimeOffset at, CancellationToken cancellation)
    {
        var followers = await db.Follows.Where(follow => follow.ActorId == author.Actor.Id && follow.State == FollowState.Accepted)
            .Select(follow => new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.SharedInbox ?? follow.RemoteActor.Inbox)).Distinct().ToListAsync(cancellation);
        var id = Guid.CreateVersion7();
        var document = ActorDocument.Update(id, author.Actor, author.Name, house.Addresses.Followers(author.Actor.Handle), house.Addresses);
        Owe.Activity(db, new Activity { Id = id, ActorId = author.Actor.Id, Type = "Update", Document = document.Text(), CreatedAt = at }, followers);
    }
}
