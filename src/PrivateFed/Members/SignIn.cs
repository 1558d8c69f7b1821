using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Checks a handle and a password. Says no more than "that is not right", and takes as long for nobody as for somebody.</summary>
public sealed class SignIn(HouseDb db, SignInPace pace, TimeProvider clock, ILogger<SignIn> log)
{
    public async Task<Result<Member>> WithPasswordAsync(string handle, string password, IPAddress caller, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return new Refusal("That was tried too often from here. Please wait a minute and try again.");
        }
        var name = handle.Trim().TrimStart('@').ToLowerInvariant();
        using var turn = await pace.WaitForTurnAsync(name, caller, cancellation);
        var member = await db.Members.Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Actor.Handle == name && member.RemovedAt == null, cancellation);
        if (!await Password.IsRightAsync(password.Length > Password.Longest ? "" : password, member?.PasswordHash, cancellation) || member is null)
        {
            turn.Failed();
            log.LogWarning("A sign-in as {Handle} from {Caller} failed", name.Length > 40 ? name[..40] : name, caller);
            return new Refusal("That handle and password do not belong together.");
        }
        turn.Succeeded();
        member.LastSeenAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        return member;
    }
}
