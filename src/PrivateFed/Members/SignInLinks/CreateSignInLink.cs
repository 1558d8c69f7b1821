using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members.SignInLinks;

/// <summary>Lets the owner or the operator give a member a new way in, for a new phone or a forgotten password.</summary>
public sealed class CreateSignInLink(HouseDb db, AuditLog auditLog, AuditContext context, TimeProvider clock)
{
    /// <returns>The link's secret, which is not stored. An earlier link stops working.</returns>
    public async Task<Result<string>> CreateAsync(Guid memberId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking()
            .SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation) is not { } member)
        {
            return new Refusal("There's no member with that name.");
        }
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.LockMemberAsync(memberId, cancellation);
        await db.SignInLinks.Where(link => link.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        db.SignInLinks.Add(new SignInLink
        {
            SecretHash = LinkSecret.Hash(secret),
            MemberId = memberId,
            CreatedAt = now,
            EndsAt = now + SignInLink.Lifetime,
        });
        auditLog.Record(AuditAction.LinkMade, member);
        var maker = context.Id == memberId ? "" : context.Name;
        await NotifyOfAccessChange.StageAsync(db, memberId, AuditAction.LinkMade, maker, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return secret;
    }

    public async Task RevokeAsync(Guid memberId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == memberId, cancellation) is { } member)
        {
            await auditLog.RecordIfAsync(
                () => db.SignInLinks.Where(link => link.MemberId == memberId).ExecuteDeleteAsync(cancellation),
                log => log.Record(AuditAction.LinkTakenBack, member),
                cancellation);
        }
    }
}
