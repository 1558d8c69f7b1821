using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Members.Consents;

/// <summary>A member takes their yes back: the membership ends, and, if they wish, everything that they wrote is erased.</summary>
public sealed class LeaveHouse(HouseDb db, EraseWords erase, RemoveMember remove, HouseLanguage language, TimeProvider clock)
{
    public async Task<Result<Member>> LeaveAsync(Guid memberId, bool erasing, CancellationToken cancellation)
    {
        var member = await db.Members.SingleAsync(member => member.Id == memberId, cancellation);
        if (await LastOwner.IsLastAsync(db, memberId, cancellation))
        {
            return LastOwner.Stays;
        }
        // Erasing comes first: when it breaks off, the person is still here and can say it again.
        if (erasing)
        {
            var nameless = await language.WhoLeftAsync(cancellation);
            await erase.EraseAsync(member, nameless, cancellation);
            member.Name = nameless;
        }
        var now = clock.GetUtcNow();
        foreach (var consent in await db.Consents.Where(consent => consent.MemberId == memberId && consent.WithdrawnAt == null).ToListAsync(cancellation))
        {
            consent.WithdrawnAt = now;
        }
        return await remove.ByThemselvesAsync(memberId, erasing, cancellation);
    }
}
