using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// The owner undoes a block ("Not again"): the person, or everybody on the server, may ask to follow again, and what they wrote is shown
/// again. No follow is restored, and nobody is notified.
/// </summary>
public sealed class UnblockFollowers(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    public async Task<Result<RemoteActor>> UnblockActorAsync(Guid remoteActorId, CancellationToken cancellation)
    {
        if (await db.RemoteActors.SingleOrDefaultAsync(actor => actor.Id == remoteActorId
            && actor.BlockedAt != null, cancellation) is not { } person)
        {
            return new Refusal("Nobody like that is blocked.");
        }
        person.BlockedAt = null;
        auditLog.Record(AuditAction.FollowerUnblocked, person);
        await SaveAsync(db.RemoteActors.Where(actor => actor.Id == remoteActorId), cancellation);
        return person;
    }

    public async Task<Result<RemoteHost>> UnblockHostAsync(Guid hostId, CancellationToken cancellation)
    {
        if (await db.RemoteHosts.SingleOrDefaultAsync(host => host.Id == hostId && host.BlockedAt != null, cancellation) is not { } host)
        {
            return new Refusal("Nobody like that is blocked.");
        }
        host.BlockedAt = null;
        auditLog.Record(AuditAction.HostUnblocked, host);
        await SaveAsync(db.RemoteActors.Where(actor => actor.HostId == hostId), cancellation);
        return host;
    }

    private async Task SaveAsync(IQueryable<RemoteActor> whose, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await BlockList.ShowAsync(db, whose, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
