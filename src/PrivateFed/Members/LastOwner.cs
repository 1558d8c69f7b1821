using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A house always has somebody who can open its door.</summary>
internal static class LastOwner
{
    public static Refusal Stays => new("The last owner cannot be removed: nobody could open the door any more. Make somebody else an owner first.");

    public static async Task<bool> IsLastAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        await db.Members.AnyAsync(member => member.Id == memberId && member.Role == Role.Owner, cancellation)
        && !await db.Members.AnyAsync(other => other.Id != memberId && other.Role == Role.Owner && other.RemovedAt == null, cancellation);

    /// <summary>Inside a transaction: holds the owners' rows until its end, so that of two who go at the same moment the second sees that the first is gone.</summary>
    public static Task HoldOwnersAsync(HouseDb db, CancellationToken cancellation) =>
        db.Members.Where(member => member.Role == Role.Owner).ExecuteUpdateAsync(set => set.SetProperty(member => member.Role, Role.Owner), cancellation);
}
