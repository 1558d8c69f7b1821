using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Holds a member's row to the end of the transaction, by writing it as it is: what is replaced as a whole (their link, their recovery codes) is
/// replaced by one after another, and who comes later sees the rows of who came before.
/// </summary>
internal static class HoldMember
{
    public static Task HoldMemberAsync(this HouseDb db, Guid memberId, CancellationToken cancellation) =>
        db.Members.Where(member => member.Id == memberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.Name, member => member.Name), cancellation);
}
