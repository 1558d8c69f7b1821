using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Checks a handle and a password, and then a code when the person wants to be asked for one. Says no more than "that is not right", and takes as long for nobody as for somebody.</summary>
public sealed class SignIn(HouseDb db, UseCode useCode, SignInPace pace, ILogger<SignIn> log)
{
    public async Task<Result<Member>> WithPasswordAsync(string handle, string password, IPAddress caller, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return TooOften;
        }
        var name = Invisible.Removed(handle).Trim().TrimStart('@').ToLowerInvariant();
        using var turn = await pace.WaitForTurnAsync(name, caller, cancellation);
        var member = await db.Members.AsNoTracking()
            .SingleOrDefaultAsync(member => member.Actor.Handle == name && member.RemovedAt == null, cancellation);
        if (!await Password.IsRightAsync(password.Length > Password.Longest ? "" : password, member?.PasswordHash, cancellation) || member is null)
        {
            turn.Failed();
            log.LogWarning("A sign-in as {Handle} from {Caller} failed", Graphemes.Truncate(name, 40), caller);
            return new Refusal("That handle and password do not belong together.");
        }
        turn.Succeeded();
        return member;
    }

    /// <summary>The second step, for who has just told their password.</summary>
    public async Task<Result<Member>> WithCodeAsync(Guid memberId, string code, IPAddress caller, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return TooOften;
        }
        using var turn = await pace.WaitForTurnAsync($"code of {memberId}", caller, cancellation);
        if (!await useCode.OfAsync(memberId, code, cancellation))
        {
            turn.Failed();
            log.LogWarning("A wrong code of {Member} came from {Caller}, with the right password", memberId, caller);
            return AskForCodes.WrongCode;
        }
        turn.Succeeded();
        return await db.Members.AsNoTracking().SingleAsync(member => member.Id == memberId, cancellation);
    }

    internal static Refusal TooOften => new("That was tried too often from here. Please wait a minute and try again.");
}
