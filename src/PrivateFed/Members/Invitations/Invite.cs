using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Members.Invitations;

/// <summary>A new or renewed invitation. The secret of its link is known only at this moment.</summary>
public sealed record FreshInvitation(Guid Id, string Secret);

/// <summary>Invites somebody by name, renews the link, or takes the invitation back.</summary>
public sealed class Invite(HouseDb db, AuditLog auditLog, ProtectSecret sealSecret, TimeProvider clock)
{
    public Task<Result<FreshInvitation>> InviteAsync(
        Guid ownerId, string name, Role role, IReadOnlyCollection<Guid> circleIds, CancellationToken cancellation) =>
        InviteAsync(ownerId, name, role, circleIds, address: "", cancellation);

    /// <param name="address">The address to email the link to as well, or "".</param>
    public async Task<Result<FreshInvitation>> InviteAsync(
        Guid ownerId, string name, Role role, IReadOnlyCollection<Guid> circleIds, string address, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal("Please enter a name of 1 to {0} characters.", Member.NameLength);
        }
        if (role == Role.Owner)
        {
            return new Refusal("People can become owners only once they've joined.");
        }
        if (CheckAddress(address) is { } wrong)
        {
            return wrong;
        }
        var circles = await db.Circles.Where(circle => circleIds.Contains(circle.Id)).ToListAsync(cancellation);
        if (circles.Count != circleIds.Distinct().Count())
        {
            return new Refusal("One of the circles no longer exists. Please choose again.");
        }
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        var invitation = new Invitation
        {
            SecretHash = LinkSecret.Hash(secret),
            Name = trimmed,
            Role = role,
            Circles = circles,
            InvitedById = ownerId,
            CreatedAt = now,
            EndsAt = now + Invitation.Lifetime,
        };
        db.Invitations.Add(invitation);
        auditLog.Record(AuditAction.InvitationMade, (invitation.Id, invitation.Name));
        StageEmail(address, invitation, secret, now);
        await db.SaveChangesAsync(cancellation);
        return new FreshInvitation(invitation.Id, secret);
    }

    /// <summary>Makes a new link for the same person, valid for another fortnight; the old one stops working.</summary>
    /// <param name="address">The address to email the new link to as well, or "".</param>
    public async Task<Result<FreshInvitation>> RenewAsync(Guid invitationId, string address, CancellationToken cancellation)
    {
        if (CheckAddress(address) is { } wrong)
        {
            return wrong;
        }
        var invitation = await db.Invitations.SingleOrDefaultAsync(invitation => invitation.Id == invitationId
            && invitation.UsedAt == null, cancellation);
        if (invitation is null)
        {
            return new Refusal("That invitation has been used or cancelled.");
        }
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        invitation.SecretHash = LinkSecret.Hash(secret);
        invitation.EndsAt = now + Invitation.Lifetime;
        auditLog.Record(AuditAction.InvitationRenewed, (invitation.Id, invitation.Name));
        StageEmail(address, invitation, secret, now);
        await db.SaveChangesAsync(cancellation);
        return new FreshInvitation(invitation.Id, secret);
    }

    public async Task RevokeAsync(Guid invitationId, CancellationToken cancellation)
    {
        var open = db.Invitations.Where(invitation => invitation.Id == invitationId && invitation.UsedAt == null);
        if (await open.Select(invitation => invitation.Name).SingleOrDefaultAsync(cancellation) is { } name)
        {
            await auditLog.RecordIfAsync(
                () => open.ExecuteDeleteAsync(cancellation),
                log => log.Record(AuditAction.InvitationTakenBack, (invitationId, name)),
                cancellation);
        }
    }

    private static Refusal? CheckAddress(string address) => address.Trim().Length == 0 ? null : MailAddress.Parse(address).Refusal;

    private void StageEmail(string address, Invitation invitation, string secret, DateTimeOffset now)
    {
        if (address.Trim().Length > 0)
        {
            db.Emails.Add(new Email
            {
                Kind = EmailKind.Invitation,
                Address = MailAddress.Parse(address).Value!,
                Name = invitation.Name,
                Language = CultureInfo.CurrentUICulture.Name,
                SealedSecret = sealSecret.Protect(secret),
                CreatedAt = now,
                DueAt = now,
                EndsAt = invitation.EndsAt,
            });
        }
    }
}
