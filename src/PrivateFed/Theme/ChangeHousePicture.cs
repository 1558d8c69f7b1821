using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Media.Room;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Theme;

/// <summary>Sets or removes the house's picture above the timeline. Like every photo, it is re-encoded from its pixels.</summary>
public sealed class ChangeHousePicture(
    HouseDb db, AuditLog auditLog, CurrentHouse currentHouse, MediaStorage storage, MeasureRoom room, Settings settings)
{
    public async Task<Result<Guid>> ChangeAsync(Stream upload, CancellationToken cancellation)
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
            if (await HousePicture.MakeAsync(temporary, storage, id, cancellation) is { } refusal)
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
        await SetPictureAsync(id, AuditAction.PictureChosen, cancellation);
        return id;
    }

    public Task RemoveAsync(CancellationToken cancellation) => SetPictureAsync(null, AuditAction.PictureRemoved, cancellation);

    private async Task SetPictureAsync(Guid? id, AuditAction kind, CancellationToken cancellation)
    {
        var house = await db.Houses.SingleAsync(cancellation);
        var previous = house.PictureId;
        if (previous == id)
        {
            return;
        }
        house.PictureId = id;
        auditLog.Record(kind);
        await db.SaveChangesAsync(cancellation);
        currentHouse.Invalidate();
        if (previous is { } replaced)
        {
            await HousePicture.DeleteAsync(storage, replaced);
        }
    }
}
