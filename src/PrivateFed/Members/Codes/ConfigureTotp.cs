using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members.Codes;

/// <summary>Turns codes at password sign-in on or off for an owner or author, and renews recovery codes.</summary>
public sealed class ConfigureTotp(HouseDb db, AuditLog auditLog, VerifyCode verifyCode, TimeProvider clock)
{
    private const int RecoveryCodes = 10;

    /// <summary>Turns codes on. The first code proves that the phone makes the right ones.</summary>
    /// <returns>The recovery codes, which are shown once.</returns>
    public async Task<Result<IReadOnlyList<string>>> StartAsync(Guid memberId, byte[] secret, string code, CancellationToken cancellation)
    {
        var member = await db.Members.SingleAsync(member => member.Id == memberId, cancellation);
        if (member is not { MayPost: true, HasPassword: true })
        {
            return new Refusal("Codes are for owners and authors who have a password.");
        }
        if (member.CodeSecret is not null)
        {
            return new Refusal("Codes are already turned on.");
        }
        if (Totp.StepOf(secret, string.Concat(code.Where(char.IsAsciiDigit)), clock.GetUtcNow()) is not { } step)
        {
            return new Refusal("That isn't the current code. Please look at your phone again.");
        }
        // Of two forms that arrive at the same moment only one succeeds: the code works once.
        if (await db.Members.Where(one => one.Id == memberId && one.CodeSecret == null && one.LastCodeStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastCodeStep, step), cancellation) == 0)
        {
            return WrongCode;
        }
        (member.CodeSecret, member.LastCodeStep) = (secret, step);
        auditLog.Record(AuditAction.CodesStarted, member);
        await NotifyOfAccessChange.StageAsync(db, memberId, AuditAction.CodesStarted, "", clock.GetUtcNow(), cancellation);
        return await MakeRecoveryCodesAsync(memberId, cancellation);
    }

    /// <summary>Makes new recovery codes; the old ones stop working.</summary>
    public async Task<Result<IReadOnlyList<string>>> RenewAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        if (!await verifyCode.VerifyAsync(memberId, code, cancellation))
        {
            return WrongCode;
        }
        auditLog.Record(AuditAction.CodesRenewed, await db.Members.SingleAsync(member => member.Id == memberId, cancellation));
        await NotifyOfAccessChange.StageAsync(db, memberId, AuditAction.CodesRenewed, "", clock.GetUtcNow(), cancellation);
        return await MakeRecoveryCodesAsync(memberId, cancellation);
    }

    public async Task<Result<Member>> StopAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        if (!await verifyCode.VerifyAsync(memberId, code, cancellation))
        {
            return WrongCode;
        }
        var member = await db.Members.SingleAsync(member => member.Id == memberId, cancellation);
        member.CodeSecret = null;
        auditLog.Record(AuditAction.CodesStopped, member);
        await NotifyOfAccessChange.StageAsync(db, memberId, AuditAction.CodesStopped, "", clock.GetUtcNow(), cancellation);
        await ReplaceRecoveryCodesAsync(memberId, [], cancellation);
        return member;
    }

    internal static Refusal WrongCode => new("That code isn't right, or has already been used. Please wait for the next one and "
        + "try again.");

    private async Task<Result<IReadOnlyList<string>>> MakeRecoveryCodesAsync(Guid memberId, CancellationToken cancellation)
    {
        // Characters that nobody confuses with one another; 49 bits each, which is enough with rate-limited sign-in.
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10))
            .ToList();
        await ReplaceRecoveryCodesAsync(memberId, codes, cancellation);
        return codes;
    }

    /// <summary>
    /// Saves all tracked changes as well. The old codes are deleted in one statement, since somebody may be using one
    /// of them at this moment.
    /// </summary>
    private async Task ReplaceRecoveryCodesAsync(Guid memberId, List<string> codes, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.LockMemberAsync(memberId, cancellation);
        await db.RecoveryCodes.Where(code => code.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { MemberId = memberId, CodeHash = LinkSecret.Hash(code) }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
