using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Signs devices of a member out, each with its next request: their own hand, or the owner's when a phone is lost.</summary>
public sealed class EndSessions(HouseDb db, AuditLog auditLog)
{
    public async Task OneAsync(Guid memberId, Guid sessionId, CancellationToken cancellation)
    {
        var one = db.Sessions.Where(session => session.Id == sessionId && session.MemberId == memberId);
        if (await one.Select(session => new { session.Member.Name, session.Device }).SingleOrDefaultAsync(cancellation) is { } known)
        {
            await auditLog.RecordIfAsync(() => one.ExecuteDeleteAsync(cancellation), write => write.Record(AuditAction.DeviceEnded, (memberId, known.Name), more: known.Device), cancellation);
        }
    }

    public Task AllAsync(Guid memberId, CancellationToken cancellation) => AllButAsync(memberId, keptSessionId: null, cancellation);

    /// <param name="memberId">Whose.</param>
    /// <param name="keptSessionId">Stays signed in: the device where they say so.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task AllButAsync(Guid memberId, Guid? keptSessionId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == memberId, cancellation) is { } member)
        {
            // A link that is on its way would let a device in again, and so would a code that is being typed.
            await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail).ExecuteDeleteAsync(cancellation);
            await db.PendingSignIns.Where(halfway => halfway.MemberId == memberId).ExecuteDeleteAsync(cancellation);
            await auditLog.RecordIfAsync(
                () => db.Sessions.Where(session => session.MemberId == memberId && session.Id != keptSessionId).ExecuteDeleteAsync(cancellation), write => write.Record(AuditAction.DevicesEnded, member), cancellation);
        }
    }
}
