using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Checks a handle and a password. Says no more than "that is not right", and takes as long for nobody as for somebody.</summary>
public sealed class SignIn(HouseDb db, CurrentHouse house, SignInRateLimit pace, WatchGuessing guessing, ILogger<SignIn> log)
{
    /// <param name="handle">As typed: mara, @mara, @mara@family.example.</param>
    /// <param name="password">As typed.</param>
    /// <param name="caller">Who tries.</param>
    /// <param name="device">The device's own secret, if this handle was signed in on it before (<see cref="Web.KnownDevice"/>).</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Result<Member>> WithPasswordAsync(string handle, string password, IPAddress caller, string? device, CancellationToken cancellation)
    {
        if (!pace.MayTry(caller))
        {
            return TooOften;
        }
        var name = await HandleOfAsync(handle, cancellation);
        // What is no handle is nobody's: there is nothing to guess at, and nobody is to wait behind it.
        var turn = name.Length == 0 ? null : await pace.WaitForTurnAsync(name, device, cancellation);
        if (turn is null && name.Length > 0)
        {
            return TooMany;
        }
        var member = await db.Members.AsNoTracking().Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Actor.Handle == name && member.RemovedAt == null, cancellation);
        if (!await Password.IsRightAsync(password.Length > Password.Longest ? "" : password, member?.PasswordHash, cancellation) || member is null)
        {
            log.LogWarning("A sign-in as {Handle} from {Caller} failed", Graphemes.Truncate(name, 40), caller);
            // The same for an account that nobody has, whose count nobody reads.
            guessing.Note(member?.Id ?? Guid.Empty);
            return new Refusal("That handle and password do not belong together.");
        }
        turn?.Succeeded();
        await HashAnewAsync(member, password, cancellation);
        return member;
    }

    /// <summary>The handle alone, "" when it cannot be anybody's: so nothing but a handle is looked up or written into the log.</summary>
    public async Task<string> HandleOfAsync(string typed, CancellationToken cancellation)
    {
        var name = typed.Length > MostTyped ? "" : typed.Trim().TrimStart('@');
        if (name.Split('@') is [var handle, var domain])
        {
            name = Domain.Parse(domain).Value is { } asked && asked == (await house.FindAsync(cancellation))?.Domain ? handle : "";
        }
        return Handle.Parse(name).Value ?? "";
    }

    internal static Refusal TooOften => new("That was tried too often from here. Please wait a minute and try again.");

    internal static Refusal TooMany => new("Somebody has just tried this many times. Please wait a minute and try again, or sign in another way.");

    // A handle, two @ and a domain of 253 letters with its port.
    private const int MostTyped = 400;

    /// <summary>Nobody has to choose another password when the parameters grow.</summary>
    private async Task HashAnewAsync(Member member, string password, CancellationToken cancellation)
    {
        if (Password.IsOfToday(member.PasswordHash))
        {
            return;
        }
        var (old, anew) = (member.PasswordHash, await Password.HashAsync(password, cancellation));
        await db.Members.Where(one => one.Id == member.Id && one.PasswordHash == old)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.PasswordHash, anew), cancellation);
    }
}
