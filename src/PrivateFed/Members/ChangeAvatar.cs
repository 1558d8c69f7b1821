using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Media;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// A member gets a picture, another one, or none any more; by their own hand or by the owner's. It is made anew from its pixels, like every photo,
/// and the servers that know them are told.
/// </summary>
public sealed class ChangeAvatar(HouseDb db, AuditLog auditLog, CurrentHouse house, Settings settings, TimeProvider clock, SweepSignal signal)
{
    /// <returns>The id of the new picture.</returns>
    public async Task<Result<Guid>> ChangeAsync(Guid memberId, Stream upload, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var temporary = Path.Combine(settings.UploadsFolder, $"{AddPhoto.UploadPrefix}{id:N}");
        try
        {
            await using (var saved = File.Create(temporary))
            {
                await upload.CopyToAsync(saved, cancellation);
            }
            if (await MakeAvatar.MakeAsync(temporary, settings, id, cancellation) is { } refusal)
            {
                return refusal;
            }
        }
        catch (IOException problem)
        {
            return new Refusal("The photo could not be kept: {0} Nothing else is lost.", problem.Message);
        }
        finally
        {
            File.Delete(temporary);
        }
        if (await SetAsync(memberId, id, AuditAction.AvatarChosen, cancellation))
        {
            return id;
        }
        AvatarFiles.Delete(settings, id);
        return new Refusal("Nobody of that name is a member.");
    }

    /// <summary>Of who has none nothing happens.</summary>
    public Task RemoveAsync(Guid memberId, CancellationToken cancellation) => SetAsync(memberId, null, AuditAction.AvatarRemoved, cancellation);

    /// <returns>Whether there is such a member.</returns>
    private async Task<bool> SetAsync(Guid memberId, Guid? id, AuditAction kind, CancellationToken cancellation)
    {
        if (await db.Members.Include(member => member.Actor).SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation) is not { } member)
        {
            return false;
        }
        var before = member.AvatarId;
        if (before == id)
        {
            return true;
        }
        member.AvatarId = id;
        auditLog.Record(kind, member);
        await FederateProfile.ServersAsync(db, member, house.Addresses, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        if (before is { } old)
        {
            AvatarFiles.Delete(settings, old);
        }
        return true;
    }
}
