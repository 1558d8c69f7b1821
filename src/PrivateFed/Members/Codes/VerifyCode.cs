using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.Codes;

/// <summary>Verifies a code from a member's phone, or one of their recovery codes. Either works once.</summary>
public sealed class VerifyCode(HouseDb db, SecretBox secretBox, TimeProvider clock)
{
    public async Task<bool> VerifyAsync(Guid memberId, string typed, CancellationToken cancellation)
    {
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return code.Length == 6
            ? await VerifyTotpAsync(memberId, code, cancellation)
            : await UseRecoveryCodeAsync(memberId, code, cancellation);
    }

    private async Task<bool> VerifyTotpAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        var secret = await db.Members.Where(member => member.Id == memberId && member.RemovedAt == null).Select(member => member.CodeSecret)
            .SingleOrDefaultAsync(cancellation);
        if (secret is null || Totp.StepOf(secretBox.Open(secret, SealOnSave.CodeSecret), code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }
        // Of two simultaneous requests with the same code only one succeeds.
        return await db.Members.Where(member => member.Id == memberId && member.LastCodeStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.LastCodeStep, step), cancellation) == 1;
    }

    private async Task<bool> UseRecoveryCodeAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        var hash = secretBox.KeyedHash(LinkSecret.Hash(code));
        return await db.RecoveryCodes.Where(recoveryCode => recoveryCode.MemberId == memberId && recoveryCode.CodeHash == hash)
            .ExecuteDeleteAsync(cancellation) > 0;
    }
}
