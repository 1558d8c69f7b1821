using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Locks a member's row until the end of the transaction, by writing it unchanged. Requests that replace all rows of a kind (sign-in link,
/// recovery codes) then run one after another, and the later one sees the rows of the earlier one.
/// </summary>
internal static class LockMember
{
    public static Task LockMemberAsync(this HouseDb db, Guid memberId, CancellationToken cancellation) =>
        db.Members.Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Name, member => member.Name), cancellation);
}
