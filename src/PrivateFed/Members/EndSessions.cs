using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Signs out a member's devices, each with its next request, on behalf of the member or, when a phone is lost, an owner.</summary>
public sealed class EndSessions(HouseDb db, AuditLog auditLog)
{
    public async Task EndAsync(Guid memberId, Guid sessionId, CancellationToken cancellation)
    {
        var one = db.Sessions.Where(session => session.Id == sessionId && session.MemberId == memberId);
        if (await one.Select(session => new { session.Member.Name, session.Device }).SingleOrDefaultAsync(cancellation) is { } known)
        {
            await auditLog.RecordIfAsync(
                () => one.ExecuteDeleteAsync(cancellation),
                log => log.Record(AuditAction.DeviceEnded, (memberId, known.Name), more: known.Device),
                cancellation);
        }
    }

    public Task EndAllAsync(Guid memberId, CancellationToken cancellation) =>
        EndAllExceptAsync(memberId, keptSessionId: null, cancellation);

    /// <param name="keptSessionId">The session that stays signed in: the one in which the member asks for this.</param>
    public async Task EndAllExceptAsync(Guid memberId, Guid? keptSessionId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == memberId, cancellation) is { } member)
        {
            // An emailed link or a code being typed could sign a device in again.
            await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail).ExecuteDeleteAsync(cancellation);
            await db.PendingSignIns.Where(pending => pending.MemberId == memberId).ExecuteDeleteAsync(cancellation);
            await auditLog.RecordIfAsync(
                () => db.Sessions.Where(session => session.MemberId == memberId && session.Id != keptSessionId)
                    .ExecuteDeleteAsync(cancellation),
                log => log.Record(AuditAction.DevicesEnded, member),
                cancellation);
        }
    }
}
