using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members.Consents;

/// <summary>Records the consent of a member who came in without an invitation.</summary>
public sealed class Agree(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    /// <param name="agrees">An explicit yes.</param>
    /// <param name="version">The version of the text that they read.</param>
    public async Task<Result<Consent>> AgreeAsync(Guid memberId, bool agrees, int version, CancellationToken cancellation)
    {
        if (Check(agrees, version, await HouseText.CurrentAsync(db, cancellation)) is { } refusal)
        {
            return refusal;
        }
        var consent = new Consent { MemberId = memberId, Version = version, GivenAt = clock.GetUtcNow() };
        db.Consents.Add(consent);
        auditLog.RecordBy(await db.Members.SingleAsync(member => member.Id == memberId, cancellation), AuditAction.MemberAgreed);
        await db.SaveChangesAsync(cancellation);
        return consent;
    }

    /// <summary>Returns why this is not valid consent to the current text, or null.</summary>
    internal static Refusal? Check(bool agrees, int version, HouseText text) => (agrees, version == text.Version) switch
    {
        (false, _) => new Refusal("Please say that you've read this and agree. Nobody gets in without agreeing."),
        (_, false) => new Refusal("This text was changed a moment ago. Please read it once more."),
        _ => null,
    };
}
