using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Somebody opens the link that the owner gave them.</summary>
public sealed class ComeInByLink(HouseDb db, WriteDown writeDown, TimeProvider clock)
{
    /// <summary>Whose way in it is; null when it opens nothing, or nothing any more. Looking does not use it up.</summary>
    public Task<Member?> LookAsync(string secret, CancellationToken cancellation) =>
        Open(secret).Select(link => link.Member).AsNoTracking().SingleOrDefaultAsync(cancellation);

    /// <summary>Uses the link up. Of two who do so at the same moment one comes in.</summary>
    public async Task<Member?> UseAsync(string secret, CancellationToken cancellation)
    {
        var member = await LookAsync(secret, cancellation);
        return member is not null && await writeDown.IfAsync(() => Open(secret).ExecuteDeleteAsync(cancellation), write => write.By(member, DeedKind.LinkUsed), cancellation) == 1
            ? member
            : null;
    }

    private IQueryable<SignInLink> Open(string secret)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.SignInLinks.Where(link => link.SecretHash == hash && link.EndsAt > now && link.Member.RemovedAt == null);
    }
}
