using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members.Codes;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>The ways in which a member can prove their identity.</summary>
/// <param name="Password">Their password. False if codes are required, since the password alone does not sign them in then.</param>
/// <param name="Code">A code from their phone, or a recovery code.</param>
/// <param name="Passkey">One of their passkeys.</param>
/// <param name="Address">The address to email a link to; null if they have another way, or no usable address.</param>
public sealed record ProofWays(bool Password, bool Code, bool Passkey, string? Address)
{
    public bool Any => Password || Code || Passkey || Address is not null;
}

/// <summary>
/// Requires that a member who creates, changes or grants a way to sign in has proved their identity on this device within the last ten
/// minutes. A session alone may belong to somebody who found a phone.
/// </summary>
public sealed class FreshProof(HouseDb db, SignInRateLimit rateLimit, VerifyCode verifyCode, TimeProvider clock)
{
    /// <summary>
    /// Also true for a member with nothing to prove it with: the session alone allows a first password or passkey,
    /// and the member is notified.
    /// </summary>
    public async Task<bool> IsFreshAsync(Guid memberId, Guid sessionId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var session = await db.Sessions.AsNoTracking()
            .SingleOrDefaultAsync(session => session.Id == sessionId && session.MemberId == memberId, cancellation);
        return session is not null && (session.IsFresh(now) || !(await FindWaysAsync(memberId, cancellation)).Any);
    }

    public async Task<ProofWays> FindWaysAsync(Guid memberId, CancellationToken cancellation)
    {
        var found = await db.Members.Where(member => member.Id == memberId).Select(member => new
        {
            HasPassword = member.PasswordHash != "",
            HasCodes = member.CodeSecret != null,
            HasPasskey = db.Passkeys.Any(passkey => passkey.MemberId == memberId),
            Address = db.MailPreferences.Where(preferences => preferences.MemberId == memberId && preferences.UnreachableSince == null)
                .Select(preferences => preferences.Address).FirstOrDefault(),
            HasMailServer = db.MailServers.Any(),
        }).SingleAsync(cancellation);
        var hasPasswordOrPasskey = found.HasPassword || found.HasPasskey;
        var address = !hasPasswordOrPasskey && found.HasMailServer ? found.Address : null;
        return new ProofWays(found.HasPassword && !found.HasCodes, found.HasCodes, found.HasPasskey, address);
    }

    public async Task<Result<Guid>> ByPasswordAsync(
        Guid memberId, Guid sessionId, string password, IPAddress caller, CancellationToken cancellation)
    {
        if (!(await FindWaysAsync(memberId, cancellation)).Password)
        {
            return ConfigureTotp.WrongCode;
        }
        return await CheckPasswordAsync(memberId, password, caller, cancellation) is { } refused ? refused
            : await RecordProofAsync(sessionId, cancellation);
    }

    /// <summary>Limited like sign-in: the holder of a device may guess no faster than anybody outside.</summary>
    /// <returns>The reason for refusal; null if the password is right.</returns>
    public async Task<Refusal?> CheckPasswordAsync(Guid memberId, string password, IPAddress caller, CancellationToken cancellation)
    {
        if (!rateLimit.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        if (await rateLimit.WaitForTurnAsync($"password of {memberId}", device: null, cancellation) is not { } turn)
        {
            return SignIn.TooMany;
        }
        var hash = await db.Members.Where(member => member.Id == memberId).Select(member => member.PasswordHash).SingleAsync(cancellation);
        if (!await Password.VerifyAsync(password.Length > Password.MaxLength ? "" : password, hash, cancellation))
        {
            return new Refusal("That isn't your current password.");
        }
        turn.Succeeded();
        return null;
    }

    public async Task<Result<Guid>> ByCodeAsync(
        Guid memberId, Guid sessionId, string code, IPAddress caller, CancellationToken cancellation)
    {
        if (!rateLimit.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        if (await rateLimit.WaitForTurnAsync($"code of {memberId}", device: $"{sessionId}", cancellation) is not { } turn)
        {
            return SignIn.TooMany;
        }
        if (!await verifyCode.VerifyAsync(memberId, code, cancellation))
        {
            return ConfigureTotp.WrongCode;
        }
        turn.Succeeded();
        return await RecordProofAsync(sessionId, cancellation);
    }

    /// <summary>Records that the member proved their identity in this session.</summary>
    public async Task<Result<Guid>> RecordProofAsync(Guid sessionId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(session => session.Id == sessionId)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.ProvedAt, (DateTimeOffset?)now), cancellation);
        return sessionId;
    }
}
