using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.Codes;

/// <summary>The second step of signing in, for whoever is asked for codes: between the password and the code stands a row of ten minutes.</summary>
public sealed class SignInWithCode(HouseDb db, VerifyCode verifyCode, SignInRateLimit pace, WatchGuessing guessing, TimeProvider clock, ILogger<SignInWithCode> log)
{
    /// <summary>The password was right.</summary>
    /// <returns>A secret that the next form brings along; only its hash is kept.</returns>
    public async Task<string> BeginAsync(Guid memberId, CancellationToken cancellation)
    {
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        await ForgetOverAsync(db, now, cancellation);
        db.PendingSignIns.Add(new PendingSignIn { SecretHash = LinkSecret.Hash(secret), MemberId = memberId, EndsAt = now + PendingSignIn.Lasts });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <param name="secret">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="code">As typed.</param>
    /// <param name="caller">Who tries.</param>
    /// <param name="deviceFor">The device's own secret, if it has one for that handle.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Refused with <see cref="Over"/> when the password has to be told again.</returns>
    public async Task<Result<Member>> WithCodeAsync(string secret, string code, IPAddress caller, Func<string, string?> deviceFor, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        if (await Open(secret).AsNoTracking().Include(halfway => halfway.Member).ThenInclude(member => member.Actor).SingleOrDefaultAsync(cancellation) is not { } halfway)
        {
            return Over;
        }
        if (await pace.WaitForTurnAsync($"code of {halfway.MemberId}", deviceFor(halfway.Member.Actor.Handle), cancellation) is not { } turn)
        {
            return SignIn.TooMany;
        }
        // Counted before it is judged: of many that are sent at once no more are judged than may be wrong.
        if (await Open(secret).ExecuteUpdateAsync(set => set.SetProperty(one => one.WrongCodes, one => one.WrongCodes + 1), cancellation) == 0)
        {
            return Over;
        }
        if (!await verifyCode.VerifyAsync(halfway.MemberId, code, cancellation))
        {
            log.LogWarning("A wrong code of {Member} came from {Caller}, with the right password", halfway.MemberId, caller);
            guessing.Note(halfway.MemberId);
            return ConfigureTotp.WrongCode;
        }
        turn.Succeeded();
        return await db.PendingSignIns.Where(one => one.Id == halfway.Id).ExecuteDeleteAsync(cancellation) == 1 ? halfway.Member : Over;
    }

    internal static Refusal Over => new("That took a while. Please begin once more.");

    internal static Task ForgetOverAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.PendingSignIns.Where(halfway => halfway.EndsAt <= now || halfway.WrongCodes >= PendingSignIn.MostWrongCodes).ExecuteDeleteAsync(cancellation);

    private IQueryable<PendingSignIn> Open(string secret)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.PendingSignIns.Where(halfway => halfway.SecretHash == hash && halfway.EndsAt > now
            && halfway.WrongCodes < PendingSignIn.MostWrongCodes && halfway.Member.RemovedAt == null);
    }
}
