using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A person takes a passkey away: of a phone that is lost, say.</summary>
public sealed class DropPasskey(HouseDb db)
{
    public async Task<Result<Guid>> OfAsync(Guid memberId, Guid passkeyId, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == memberId, cancellation);
        var hasAnother = member.HasPassword || await db.Passkeys.AnyAsync(passkey => passkey.MemberId == memberId && passkey.Id != passkeyId, cancellation);
        if (member.MayPost && !hasAnother)
        {
            return new Refusal("This is your only way in. Please choose a password or add another passkey first.");
        }
        await db.Passkeys.Where(passkey => passkey.Id == passkeyId && passkey.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        return passkeyId;
    }
}
