using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// "Not again": the owner blocks a person, or everybody on a server, for good. A follower is removed, a follow request gets the usual
/// Reject, what the person wrote is hidden, and what they send from now on has no effect (<see cref="BlockList"/>). Nobody is notified of
/// the block: docs/decisions/not-again.md.
/// </summary>
public sealed class BlockFollowers(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <param name="by">The owner who decides; null for the command line.</param>
    public Task<Result<RemoteActor>> BlockActorAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptActorAsync(remoteActorId, by, cancellation));

    private async Task<Result<RemoteActor>> AttemptActorAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation)
    {
        if (await db.RemoteActors.Include(actor => actor.Host)
            .SingleOrDefaultAsync(actor => actor.Id == remoteActorId && actor.BlockedAt == null, cancellation) is not { } person)
        {
            return new Refusal("There's nobody like that to block.");
        }
        person.BlockedAt = clock.GetUtcNow();
        await EndAsync(person, by, cancellation);
        auditLog.Record(AuditAction.FollowerBlocked, person);
        await SaveAsync(actors => actors.Where(actor => actor.Id == remoteActorId), cancellation);
        return person;
    }

    /// <summary>Blocks everybody on a server, including actors that appear there later.</summary>
    public Task<Result<RemoteHost>> BlockHostAsync(Guid hostId, Guid? by, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptHostAsync(hostId, by, cancellation));

    private async Task<Result<RemoteHost>> AttemptHostAsync(Guid hostId, Guid? by, CancellationToken cancellation)
    {
        if (await db.RemoteHosts.SingleOrDefaultAsync(host => host.Id == hostId && host.BlockedAt == null, cancellation) is not { } host)
        {
            return new Refusal("There's nobody like that to block.");
        }
        host.BlockedAt = clock.GetUtcNow();
        var people = db.RemoteActors.Where(actor => actor.HostId == hostId
            && actor.Follows.Any(follow => follow.State == FollowState.Accepted || follow.State == FollowState.Requested));
        foreach (var person in await people.ToListAsync(cancellation))
        {
            await EndAsync(person, by, cancellation);
        }
        auditLog.Record(AuditAction.HostBlocked, host);
        await SaveAsync(actors => actors.Where(actor => actor.HostId == hostId), cancellation, host);
        return host;
    }

    private async Task EndAsync(RemoteActor person, Guid? by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await FollowChanges.StageRemovalAsync(db, person.Id, by, house.Addresses, now, cancellation);
        var requests = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor)
            .Where(follow => follow.RemoteActorId == person.Id && follow.State == FollowState.Requested).ToListAsync(cancellation);
        if (requests.Count > 0)
        {
            await CancelDeliveries.StageCancelInDoubtAsync(db, person, cancellation);
        }
        foreach (var request in requests)
        {
            request.Reject(by, now);
            FollowResponses.StageReject(db, request, house.Addresses, now);
        }
    }

    private async Task SaveAsync(Func<IQueryable<RemoteActor>, IQueryable<RemoteActor>> whose, CancellationToken cancellation,
        RemoteHost? host = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await BlockList.HideAsync(db, whose(db.RemoteActors), cancellation);
        if (host is not null)
        {
            await db.CustomEmojis.Where(emoji => emoji.HostId == host.Id).ExecuteDeleteAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        signal.Set();
    }
}
