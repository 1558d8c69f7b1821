using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.Codes;

/// <summary>
/// The second step of signing in for members with codes. A <see cref="PendingSignIn"/> row of ten minutes connects
/// the password and the code.
/// </summary>
public sealed class SignInWithCode(
    HouseDb db, VerifyCode verifyCode, SignInRateLimit rateLimit, WatchGuessing guessing, TimeProvider clock, ILogger<SignInWithCode> log)
{
    /// <summary>Starts the step after the right password.</summary>
    /// <returns>A secret for the next form to send back; only its hash is stored.</returns>
    public async Task<string> BeginAsync(Guid memberId, CancellationToken cancellation)
    {
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        await PendingSignIn.DeleteExpiredAsync(db, now, cancellation);
        db.PendingSignIns.Add(new PendingSignIn
        {
            SecretHash = LinkSecret.Hash(secret),
            MemberId = memberId,
            EndsAt = now + PendingSignIn.Lifetime,
        });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <param name="secret">The result of <see cref="BeginAsync"/>.</param>
    /// <param name="deviceFor">Returns the device's own secret for a handle, if it has one.</param>
    /// <returns>Refused with <see cref="Expired"/> if the password is required again.</returns>
    public async Task<Result<Member>> WithCodeAsync(
        string secret, string code, IPAddress caller, Func<string, string?> deviceFor, CancellationToken cancellation)
    {
        if (!rateLimit.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        if (await Open(secret).AsNoTracking().Include(pending => pending.Member).ThenInclude(member => member.Actor)
            .SingleOrDefaultAsync(cancellation) is not { } pending)
        {
            return Expired;
        }
        var device = deviceFor(pending.Member.Actor.Handle);
        if (await rateLimit.WaitForTurnAsync($"code of {pending.MemberId}", device, cancellation) is not { } turn)
        {
            return SignIn.TooMany;
        }
        // Counted before it is checked, so that of many codes sent at once no more are checked than may be wrong.
        if (await Open(secret).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.WrongCodes, one => one.WrongCodes + 1), cancellation) == 0)
        {
            return Expired;
        }
        if (!await verifyCode.VerifyAsync(pending.MemberId, code, cancellation))
        {
            log.LogWarning("A wrong code for {Member} came from {Caller}, after the right password", pending.MemberId, caller);
            guessing.Count(pending.MemberId);
            return ConfigureTotp.WrongCode;
        }
        turn.Succeeded();
        return await db.PendingSignIns.Where(one => one.Id == pending.Id).ExecuteDeleteAsync(cancellation) == 1 ? pending.Member : Expired;
    }

    internal static Refusal Expired => new("That took a while. Please start again.");

    private IQueryable<PendingSignIn> Open(string secret)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.PendingSignIns.Where(pending => pending.SecretHash == hash && pending.EndsAt > now
            && pending.WrongCodes < PendingSignIn.MaxWrongCodes && pending.Member.RemovedAt == null);
    }
}
