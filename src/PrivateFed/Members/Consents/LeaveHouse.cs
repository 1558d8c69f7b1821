using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Members.Consents;

/// <summary>
/// Lets a member withdraw consent and leave: the membership ends and, if they wish, everything that they wrote is erased.
/// </summary>
public sealed class LeaveHouse(HouseDb db, EraseWords eraseWords, RemoveMember removeMember, HouseLanguage language, TimeProvider clock)
{
    public Task<Result<Member>> LeaveAsync(Guid memberId, bool erase, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(memberId, erase, cancellation));

    private async Task<Result<Member>> AttemptAsync(Guid memberId, bool erase, CancellationToken cancellation)
    {
        var member = await db.Members.SingleAsync(member => member.Id == memberId, cancellation);
        if (await LastOwner.IsLastAsync(db, memberId, cancellation))
        {
            return LastOwner.RefuseRemoval;
        }
        // Erasing comes first: if it fails, the person is still a member and can try again.
        if (erase)
        {
            var anonymousName = await language.AnonymousNameAsync(cancellation);
            await eraseWords.EraseAsync(member, anonymousName, cancellation);
            member.Name = anonymousName;
        }
        var now = clock.GetUtcNow();
        foreach (var consent in await db.Consents.Where(consent => consent.MemberId == memberId && consent.WithdrawnAt == null)
            .ToListAsync(cancellation))
        {
            consent.WithdrawnAt = now;
        }
        return await removeMember.LeaveAsync(memberId, erase, cancellation);
    }
}
