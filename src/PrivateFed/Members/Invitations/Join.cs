using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Members.Consents;
using PrivateFed.Storage;

namespace PrivateFed.Members.Invitations;

/// <summary>An invited person's details and consent.</summary>
/// <param name="Name">What they want to be called.</param>
/// <param name="Agrees">An explicit yes to the house's text.</param>
/// <param name="Version">The version of the text that they read.</param>
public sealed record Newcomer(string Name, string Handle, bool Agrees, int Version);

/// <summary>Makes an invited person a member once they have agreed to the house's text.</summary>
public sealed class Join(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    internal static Refusal Expired => new("This invitation has already been used, or has expired.");

    /// <summary>Finds a link's open invitation, or null. This does not use it up.</summary>
    public Task<Invitation?> FindAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.Invitations.Include(invitation => invitation.InvitedBy)
            .SingleOrDefaultAsync(invitation => invitation.SecretHash == hash && invitation.UsedAt == null
                && invitation.EndsAt > now, cancellation);
    }

    public async Task<Result<Member>> JoinAsync(string secret, Newcomer newcomer, CancellationToken cancellation)
    {
        if (await FindAsync(secret, cancellation) is not { } invitation)
        {
            return Expired;
        }
        var text = await HouseText.CurrentAsync(db, cancellation);
        if (Agree.Check(newcomer.Agrees, newcomer.Version, text) is { } refusal)
        {
            return refusal;
        }
        var now = clock.GetUtcNow();
        var member = await NewMember.CreateAsync(db, newcomer.Name, newcomer.Handle, password: null, invitation.Role, now, cancellation);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }
        db.Members.Add(member.Value);
        db.Consents.Add(new Consent { MemberId = member.Value.Id, Version = text.Version, GivenAt = now });
        invitation.Use(member.Value.Id, now);
        auditLog.RecordBy(member.Value, AuditAction.MemberJoined, more: invitation.InvitedBy.Name);
        await EnterCirclesAsync(invitation, member.Value, cancellation);
        return await SaveAsync(member.Value, cancellation);
    }

    private async Task EnterCirclesAsync(Invitation invitation, Member member, CancellationToken cancellation)
    {
        await db.Entry(invitation).Collection(one => one.Circles).Query().Include(circle => circle.Members).AsSplitQuery()
            .LoadAsync(cancellation);
        foreach (var circle in invitation.Circles)
        {
            circle.Members.Add(member);
            auditLog.RecordBy(member, AuditAction.PutInCircle, more: circle.Name);
        }
    }

    private async Task<Result<Member>> SaveAsync(Member member, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return member;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Expired;
        }
        catch (DbUpdateException problem)
            when (problem.IsUniqueViolation() && db.Actors.AsNoTracking().Any(actor => actor.Handle == member.Actor.Handle))
        {
            return AddMember.Taken(member.Actor.Handle);
        }
    }
}
