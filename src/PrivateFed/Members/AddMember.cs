using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Gives somebody an account with a name, a handle and a first password.</summary>
public sealed class AddMember(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    public async Task<Result<Member>> AddAsync(string name, string handle, string password, Role role, CancellationToken cancellation)
    {
        var added = await NewMember.CreateAsync(db, name, handle, password, role, clock.GetUtcNow(), cancellation);
        if (added.Succeeded)
        {
            db.Members.Add(added.Value);
            auditLog.Record(AuditAction.MemberAdded, added.Value);
            await db.SaveChangesAsync(cancellation);
        }
        return added;
    }

    internal static Refusal Taken(string handle) =>
        new("The sign-in name {0} is taken, or used to be somebody's. Please choose another.", handle);
}
