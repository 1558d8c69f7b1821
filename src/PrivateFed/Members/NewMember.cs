using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Creates members for everything that adds one: an owner, an invitation, set-up.</summary>
public static class NewMember
{
    /// <summary>Creates a member that the caller adds and saves. A member without a password signs in by other means.</summary>
    public static async Task<Result<Member>> CreateAsync(
        HouseDb db, string name, string handle, string? password, Role role, DateTimeOffset at, CancellationToken cancellation)
    {
        var parsed = Handle.Parse(handle);
        if (!parsed.Succeeded)
        {
            return parsed.Refusal;
        }
        if (DisplayName.Of(name) is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal("Please enter a name of 1 to {0} characters.", Member.NameLength);
        }
        if (password is not null && Password.Check(password, trimmed, parsed.Value) is { } weak)
        {
            return weak;
        }
        if (await db.Actors.AnyAsync(actor => actor.Handle == parsed.Value, cancellation))
        {
            return AddMember.Taken(parsed.Value);
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
