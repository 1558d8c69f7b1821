using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Signs devices of a member out, each with its next request: their own hand, or the owner's when a phone is lost.</summary>
public sealed class EndDevices(HouseDb db, WriteDown writeDown)
{
    public async Task OneAsync(Guid memberId, Guid sessionId, CancellationToken cancellation)
    {
        var one = db.Sessions.Where(session => session.Id == sessionId && session.MemberId == memberId);
        if (await one.Select(session => new { session.Member.Name, session.Device }).SingleOrDefaultAsync(cancellation) is { } known)
        {
            await writeDown.IfAsync(() => one.ExecuteDeleteAsync(cancellation), write => write.That(DeedKind.DeviceEnded, (memberId, known.Name), more: known.Device), cancellation);
        }
    }

    public async Task AllAsync(Guid memberId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == memberId, cancellation) is { } member)
        {
            // A link that is on its way would let a device in again.
            await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail).ExecuteDeleteAsync(cancellation);
            await writeDown.IfAsync(
                () => db.Sessions.Where(session => session.MemberId == memberId).ExecuteDeleteAsync(cancellation), write => write.That(DeedKind.DevicesEnded, member), cancellation);
        }
    }
}
