using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>An invitation was made, or made anew; the secret of its link is known at this moment only.</summary>
public sealed record FreshInvitation(Guid Id, string Secret);

/// <summary>The owner invites somebody by name, makes their link anew, or takes the invitation back.</summary>
public sealed class Invite(HouseDb db, WriteDown writeDown, SealSecret seal, TimeProvider clock)
{
    public Task<Result<FreshInvitation>> SomebodyAsync(Guid ownerId, string name, Role role, IReadOnlyCollection<Guid> circleIds, CancellationToken cancellation) =>
        SomebodyAsync(ownerId, name, role, circleIds, address: "", cancellation);

    /// <param name="ownerId">Who invites.</param>
    /// <param name="name">Whom.</param>
    /// <param name="role">What they may do here.</param>
    /// <param name="circleIds">In which they are from the beginning.</param>
    /// <param name="address">Where the link is mailed to as well, or "".</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Result<FreshInvitation>> SomebodyAsync(
        Guid ownerId, string name, Role role, IReadOnlyCollection<Guid> circleIds, string address, CancellationToken cancellation)
    {
        if (name.Trim() is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal("Please give a name of 1 to {0} characters.", Member.NameLength);
        }
        if (role == Role.Owner)
        {
            return new Refusal("Somebody is an owner only after they have come in.");
        }
        var mailed = address.Trim().Length == 0 ? default(Result<string>?) : MailAddress.Parse(address);
        if (mailed is { Succeeded: false })
        {
            return mailed.Value.Refusal!;
        }
        var circles = await db.Circles.Where(circle => circleIds.Contains(circle.Id)).ToListAsync(cancellation);
        if (circles.Count != circleIds.Distinct().Count())
        {
            return new Refusal("One of the circles does not exist any more. Please choose again.");
        }
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        var invitation = new Invitation
        {
            SecretHash = LinkSecret.Hash(secret),
            Name = trimmed,
            Role = role,
            Circles = circles,
            InvitedById = ownerId,
            MadeAt = now,
            EndsAt = now + Invitation.Lasts,
        };
        db.Invitations.Add(invitation);
        writeDown.That(DeedKind.InvitationMade, (invitation.Id, invitation.Name));
        if (mailed is { } to)
        {
            db.Letters.Add(LetterTo(to.Value!, invitation, secret));
        }
        await db.SaveChangesAsync(cancellation);
        return new FreshInvitation(invitation.Id, secret);
    }

    private Letter LetterTo(string address, Invitation invitation, string secret) => new()
    {
        Kind = LetterKind.Invitation,
        Address = address,
        Name = invitation.Name,
        Language = CultureInfo.CurrentUICulture.Name,
        Sealed = seal.Seal(secret),
        CreatedAt = invitation.MadeAt,
        DueAt = invitation.MadeAt,
        EndsAt = invitation.EndsAt,
    };

    /// <summary>A new link for the same person, good for another fortnight; the old one opens no more.</summary>
    public async Task<Result<FreshInvitation>> AgainAsync(Guid invitationId, CancellationToken cancellation)
    {
        var invitation = await db.Invitations.SingleOrDefaultAsync(invitation => invitation.Id == invitationId && invitation.UsedAt == null, cancellation);
        if (invitation is null)
        {
            return new Refusal("That invitation was used or taken back.");
        }
        var secret = LinkSecret.New();
        invitation.SecretHash = LinkSecret.Hash(secret);
        invitation.EndsAt = clock.GetUtcNow() + Invitation.Lasts;
        writeDown.That(DeedKind.InvitationRenewed, (invitation.Id, invitation.Name));
        await db.SaveChangesAsync(cancellation);
        return new FreshInvitation(invitation.Id, secret);
    }

    public async Task TakeBackAsync(Guid invitationId, CancellationToken cancellation)
    {
        var open = db.Invitations.Where(invitation => invitation.Id == invitationId && invitation.UsedAt == null);
        if (await open.Select(invitation => invitation.Name).SingleOrDefaultAsync(cancellation) is { } name)
        {
            await writeDown.IfAsync(() => open.ExecuteDeleteAsync(cancellation), write => write.That(DeedKind.InvitationTakenBack, (invitationId, name)), cancellation);
        }
    }
}
