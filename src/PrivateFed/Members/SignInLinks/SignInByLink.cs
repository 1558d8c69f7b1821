using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members.SignInLinks;

/// <summary>Signs in with a link that the owner gave or that was emailed.</summary>
public sealed class SignInByLink(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    /// <summary>Finds an open link; null if it is unknown or no longer valid. This does not use it up.</summary>
    public Task<SignInLink?> FindAsync(string secret, CancellationToken cancellation) =>
        Open(secret).Include(link => link.Member).ThenInclude(member => member.Actor).AsNoTracking().SingleOrDefaultAsync(cancellation);

    /// <summary>Uses the link up. Of two simultaneous attempts only one succeeds.</summary>
    public async Task<SignInLink?> SignInAsync(string secret, CancellationToken cancellation)
    {
        var link = await FindAsync(secret, cancellation);
        if (link is null)
        {
            return null;
        }
        var deleted = await auditLog.RecordIfAsync(
            () => Open(secret).ExecuteDeleteAsync(cancellation), log => log.RecordBy(link.Member, AuditAction.LinkUsed), cancellation);
        return deleted == 1 ? link : null;
    }

    private IQueryable<SignInLink> Open(string secret)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.SignInLinks.Where(link => link.SecretHash == hash && link.EndsAt > now && link.Member.RemovedAt == null);
    }
}
