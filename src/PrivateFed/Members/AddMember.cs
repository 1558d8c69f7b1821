using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>The owner gives somebody an account: a name, a handle and a first password.</summary>
public sealed class AddMember(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    public async Task<Result<Member>> AddAsync(string name, string handle, string password, Role role, CancellationToken cancellation)
    {
        var wanted = await MakeAsync(db, name, handle, password, role, clock.GetUtcNow(), cancellation);
        if (wanted.Succeeded)
        {
            db.Members.Add(wanted.Value);
            auditLog.Record(AuditAction.MemberAdded, wanted.Value);
            await db.SaveChangesAsync(cancellation);
        }
        return wanted;
    }

    internal static Refusal Taken(string handle) => new("The handle {0} is taken, or was somebody's before. Please choose another.", handle);

    /// <summary>A new person that the caller adds and saves; without a password they come in by other ways.</summary>
    public static async Task<Result<Member>> MakeAsync(
        HouseDb db, string name, string handle, string? password, Role role, DateTimeOffset at, CancellationToken cancellation)
    {
        var parsed = Handle.Parse(handle);
        if (!parsed.Succeeded)
        {
            return parsed.Refusal;
        }
        if (DisplayName.Of(name) is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal("Please give a name of 1 to {0} characters.", Member.NameLength);
        }
        if (password is not null && Password.Check(password, trimmed, parsed.Value) is { } weak)
        {
            return weak;
        }
        if (await db.Actors.AnyAsync(actor => actor.Handle == parsed.Value, cancellation))
        {
            return Taken(parsed.Value);
        }
        var id = Guid.CreateVersion7();
        return new Member
        {
            Id = id,
            Name = trimmed,
            Role = role,
            PasswordHash = password is null ? "" : await Password.HashAsync(password, cancellation),
            JoinedAt = at,
            Actor = Actor.Create(parsed.Value, id, at),
        };
    }
}
