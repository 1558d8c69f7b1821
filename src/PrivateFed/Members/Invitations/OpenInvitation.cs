using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.Invitations;

/// <summary>An invitation that nobody has used.</summary>
/// <param name="Name">Whom it is for.</param>
/// <param name="EndsAt">When its link expires, or has expired.</param>
public sealed record OpenInvitation(Guid Id, string Name, DateTimeOffset EndsAt)
{
    /// <summary>Oldest first.</summary>
    public static Task<List<OpenInvitation>> ListAsync(HouseDb db, CancellationToken cancellation) =>
        db.Invitations.AsNoTracking().Where(invitation => invitation.UsedAt == null).OrderBy(invitation => invitation.CreatedAt)
            .Select(invitation => new OpenInvitation(invitation.Id, invitation.Name, invitation.EndsAt)).ToListAsync(cancellation);
}
