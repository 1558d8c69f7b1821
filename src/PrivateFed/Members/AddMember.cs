using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Gives somebody an account with a name, a handle and a first password.</summary>
public sealed class AddMember(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    public async Task<Result<Member>> AddAsync(string name, string handle, string password, Role role, CancellationToken cancellation)
    {
        var added = await MakeAsync(db, name, handle, password, role, clock.GetUtcNow(), cancellation);
        if (added.Succeeded)
        {
            db.Members.Add(added.Value);
            auditLog.Record(AuditAction.MemberAdded, added.Value);
            await db.SaveChangesAsync(cancellation);
        }
        return added;
    }

    internal static Refusal Taken(string handle) => new("The handle {0} is taken, or was somebody's before. Please choose another.", handle);

    /// <summary>Creates a member that the caller adds and saves. A member without a password signs in by other means.</summary>
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
