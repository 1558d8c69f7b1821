using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members.Codes;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>With what a member can show that it is them.</summary>
/// <param name="Password">Their password; not for who is asked for codes, whose password alone opens nothing.</param>
/// <param name="Code">A code of their phone, or a recovery code.</param>
/// <param name="Passkey">One of their passkeys.</param>
/// <param name="Address">Where a link is mailed to; null when they have another way, or no address.</param>
public sealed record ProofWays(bool Password, bool Code, bool Passkey, string? Address)
{
    public bool Any => Password || Code || Passkey || Address is not null;
}

/// <summary>
/// Whoever makes, changes or gives a way in has shown within the last ten minutes, on this device, that they are who is signed in: a session
/// alone may be that of somebody who found a phone.
/// </summary>
public sealed class FreshProof(HouseDb db, SignInRateLimit pace, VerifyCode verifyCode, TimeProvider clock)
{
    /// <summary>Also true for who has nothing to show it with: their first password or passkey is made by the session alone, and they are told.</summary>
    public async Task<bool> IsFreshAsync(Guid memberId, Guid sessionId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == sessionId && session.MemberId == memberId, cancellation);
        return session is not null && (session.IsFresh(now) || !(await WaysAsync(memberId, cancellation)).Any);
    }

    public async Task<ProofWays> WaysAsync(Guid memberId, CancellationToken cancellation)
    {
        var kept = await db.Members.Where(member => member.Id == memberId).Select(member => new
        {
            HasPassword = member.PasswordHash != "",
            HasCodes = member.CodeSecret != null,
            HasPasskey = db.Passkeys.Any(passkey => passkey.MemberId == memberId),
            Address = db.MailPreferences.Where(box => box.MemberId == memberId && box.UnreachableSince == null).Select(box => box.Address).FirstOrDefault(),
            SendsLetters = db.MailServers.Any(),
        }).SingleAsync(cancellation);
        var hasKey = kept.HasPassword || kept.HasPasskey;
        return new ProofWays(kept.HasPassword && !kept.HasCodes, kept.HasCodes, kept.HasPasskey, !hasKey && kept.SendsLetters ? kept.Address : null);
    }

    public async Task<Result<Guid>> ByPasswordAsync(Guid memberId, Guid sessionId, string password, IPAddress caller, CancellationToken cancellation)
    {
        if (!(await WaysAsync(memberId, cancellation)).Password)
        {
            return ConfigureTotp.WrongCode;
        }
        return await CheckPasswordAsync(memberId, password, caller, cancellation) is { } refused ? refused : await NoteAsync(sessionId, cancellation);
    }

    /// <summary>Slowed down like the front door: whoever holds a device may not guess faster than whoever stands outside.</summary>
    /// <returns>Why not; null when it is right.</returns>
    public async Task<Refusal?> CheckPasswordAsync(Guid memberId, string password, IPAddress caller, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        if (await pace.WaitForTurnAsync($"password of {memberId}", device: null, cancellation) is not { } turn)
        {
            return SignIn.TooMany;
        }
        var hash = await db.Members.Where(member => member.Id == memberId).Select(member => member.PasswordHash).SingleAsync(cancellation);
        if (!await Password.IsRightAsync(password.Length > Password.Longest ? "" : password, hash, cancellation))
        {
            return new Refusal("That is not your present password.");
        }
        turn.Succeeded();
        return null;
    }

    public async Task<Result<Guid>> ByCodeAsync(Guid memberId, Guid sessionId, string code, IPAddress caller, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        if (await pace.WaitForTurnAsync($"code of {memberId}", device: $"{sessionId}", cancellation) is not { } turn)
        {
            return SignIn.TooMany;
        }
        if (!await verifyCode.VerifyAsync(memberId, code, cancellation))
        {
            return ConfigureTotp.WrongCode;
        }
        turn.Succeeded();
        return await NoteAsync(sessionId, cancellation);
    }

    /// <summary>They have shown it, on this device.</summary>
    public async Task<Result<Guid>> NoteAsync(Guid sessionId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(session => session.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(session => session.ProvedAt, (DateTimeOffset?)now), cancellation);
        return sessionId;
    }
}
