using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Somebody types the code that their phone shows, or one of their recovery codes. Either works once.</summary>
public sealed class VerifyCode(HouseDb db, SecretBox box, TimeProvider clock)
{
    public async Task<bool> VerifyAsync(Guid memberId, string typed, CancellationToken cancellation)
    {
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return code.Length == 6 ? await OfPhoneAsync(memberId, code, cancellation) : await OfRecoveryAsync(memberId, code, cancellation);
    }

    private async Task<bool> OfPhoneAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        var secret = await db.Members.Where(member => member.Id == memberId && member.RemovedAt == null).Select(member => member.CodeSecret).SingleOrDefaultAsync(cancellation);
        if (secret is null || Totp.StepOf(box.Open(secret, SealOnSave.CodeSecret), code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }
        // Of two who send the same code at the same moment one is let in.
        return await db.Members.Where(member => member.Id == memberId && member.LastCodeStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.LastCodeStep, step), cancellation) == 1;
    }

    private async Task<bool> OfRecoveryAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        var hash = box.KeyedHash(LinkSecret.Hash(code));
        return await db.RecoveryCodes.Where(kept => kept.MemberId == memberId && kept.CodeHash == hash).ExecuteDeleteAsync(cancellation) > 0;
    }
}
