using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Checks a handle and a password. A refusal does not say which of them is wrong, and takes as long for an unknown
/// handle as for a known one.
/// </summary>
public sealed class SignIn(HouseDb db, CurrentHouse house, SignInRateLimit rateLimit, WatchGuessing guessing, ILogger<SignIn> log)
{
    /// <param name="handle">As typed: mara, @mara, @mara@family.example.</param>
    /// <param name="device">The device's own secret, if this handle was signed in on it before (<see cref="Web.KnownDevice"/>).</param>
    public async Task<Result<Member>> WithPasswordAsync(
        string handle, string password, IPAddress caller, string? device, CancellationToken cancellation)
    {
        if (!rateLimit.MayTry(caller))
        {
            return TooOften;
        }
        var name = await HandleOfAsync(handle, cancellation);
        // An invalid handle belongs to nobody: there is nothing to guess, and nobody should have to wait behind it.
        var turn = name.Length == 0 ? null : await rateLimit.WaitForTurnAsync(name, device, cancellation);
        if (turn is null && name.Length > 0)
        {
            return TooMany;
        }
        var member = await db.Members.AsNoTracking().Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Actor.Handle == name && member.RemovedAt == null, cancellation);
        if (!await Password.VerifyAsync(password.Length > Password.MaxLength ? "" : password, member?.PasswordHash, cancellation)
            || member is null)
        {
            log.LogWarning("A sign-in as {Handle} from {Caller} failed", Graphemes.Truncate(name, 40), caller);
            // An unknown account is counted too, under an id whose count nobody reads, so that both cases take the same time.
            guessing.Count(member?.Id ?? Guid.Empty);
            return WrongPassword;
        }
        turn?.Succeeded();
        await RehashAsync(member, password, cancellation);
        return member;
    }

    /// <summary>Returns the bare handle, or "" if it cannot belong to anybody. Only a valid handle is looked up or logged.</summary>
    public async Task<string> HandleOfAsync(string typed, CancellationToken cancellation)
    {
        var name = typed.Length > MaxInputLength ? "" : typed.Trim().TrimStart('@');
        if (name.Split('@') is [var handle, var domain])
        {
            name = Domain.Parse(domain).Value is { } asked && asked == (await house.FindAsync(cancellation))?.Domain ? handle : "";
        }
        return Handle.Parse(name).Value ?? "";
    }

    internal static Refusal WrongPassword => new("That sign-in name and password don't go together.");

    internal static Refusal TooOften => new("Too many tries from here. Please wait a minute and try again.");

    internal static Refusal TooMany =>
        new("Somebody has just tried this too many times. Please wait a minute and try again, or sign in another way.");

    // A handle, two @ and a domain of 253 characters with its port.
    private const int MaxInputLength = 400;

    /// <summary>Lets the parameters grow without anybody choosing another password.</summary>
    private async Task RehashAsync(Member member, string password, CancellationToken cancellation)
    {
        if (Password.HasCurrentParameters(member.PasswordHash))
        {
            return;
        }
        var (oldHash, newHash) = (member.PasswordHash, await Password.HashAsync(password, cancellation));
        await db.Members.Where(one => one.Id == member.Id && one.PasswordHash == oldHash)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.PasswordHash, newHash), cancellation);
    }
}
