using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Ensures that a house always has an owner.</summary>
internal static class LastOwner
{
    public static Refusal RefuseRemoval =>
        new("The last owner can't be removed: there would be nobody left to let people in. Make somebody else an owner first.");

    public static async Task<bool> IsLastAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        await db.Members.AnyAsync(member => member.Id == memberId && member.Role == Role.Owner, cancellation)
        && !await db.Members.AnyAsync(other => other.Id != memberId && other.Role == Role.Owner && other.RemovedAt == null, cancellation);

    /// <summary>
    /// Locks the owners' rows until the end of the caller's transaction. When two owners leave at the same moment, the second one sees that
    /// the first is gone.
    /// </summary>
    public static Task LockOwnersAsync(HouseDb db, CancellationToken cancellation) =>
        db.Members.Where(member => member.Role == Role.Owner)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Role, Role.Owner), cancellation);
}
