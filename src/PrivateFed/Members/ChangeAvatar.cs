using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Media.Room;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Sets, replaces or removes a member's avatar, on behalf of the member or an owner. The picture is encoded anew from its pixels, like
/// every photo, and the servers that know the member receive an Update.
/// </summary>
public sealed class ChangeAvatar(HouseDb db, AuditLog auditLog, CurrentHouse house, MediaStorage storage, MeasureRoom room,
    Settings settings, TimeProvider clock, SweepSignal signal)
{
    /// <returns>The id of the new avatar.</returns>
    public async Task<Result<Guid>> ChangeAsync(Guid memberId, Stream upload, CancellationToken cancellation)
    {
        if (await room.RefuseAsync(db, cancellation) is { } full)
        {
            return full;
        }
        var id = Guid.CreateVersion7();
        var temporary = Path.Combine(settings.UploadsFolder, $"{AddPhoto.UploadPrefix}{id:N}");
        try
        {
            await using (var saved = File.Create(temporary))
            {
                await upload.CopyToAsync(saved, cancellation);
            }
            if (await MakeAvatar.MakeAsync(temporary, storage, id, cancellation) is { } refusal)
            {
                return refusal;
            }
        }
        catch (MediaUnavailableException)
        {
            return MediaUnavailableException.Refusal;
        }
        catch (IOException problem)
        {
            return new Refusal("The photo couldn't be saved: {0} Nothing else is lost.", problem.Message);
        }
        finally
        {
            File.Delete(temporary);
        }
        if (await SetAsync(memberId, id, AuditAction.AvatarChosen, cancellation))
        {
            return id;
        }
        await AvatarFiles.DeleteAsync(storage, id);
        return new Refusal("There's no member with that name.");
    }

    /// <summary>No effect on a member without an avatar.</summary>
    public Task RemoveAsync(Guid memberId, CancellationToken cancellation) =>
        SetAsync(memberId, null, AuditAction.AvatarRemoved, cancellation);

    /// <returns>False if there is no such member.</returns>
    private async Task<bool> SetAsync(Guid memberId, Guid? id, AuditAction kind, CancellationToken cancellation)
    {
        if (await db.Members.Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation) is not { } member)
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
        await FederateProfile.StageUpdateAsync(db, member, house.Addresses, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        if (before is { } old)
        {
            await AvatarFiles.DeleteAsync(storage, old);
        }
        return true;
    }
}
