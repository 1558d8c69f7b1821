using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Media;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Look;

/// <summary>The owner hangs a picture above the timeline, or takes it down. It is made anew from its pixels, like every photo.</summary>
public sealed class ChangeHousePicture(HouseDb db, AuditLog auditLog, CurrentHouse currentHouse, Settings settings)
{
    public async Task<Result<Guid>> ChangeAsync(Stream upload, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var temporary = Path.Combine(settings.UploadsFolder, $"{AddPhoto.UploadPrefix}{id:N}");
        try
        {
            await using (var saved = File.Create(temporary))
            {
                await upload.CopyToAsync(saved, cancellation);
            }
            if (await HousePicture.MakeAsync(temporary, settings, id, cancellation) is { } refusal)
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
        await HangAsync(id, AuditAction.PictureChosen, cancellation);
        return id;
    }

    public Task TakeDownAsync(CancellationToken cancellation) => HangAsync(null, AuditAction.PictureRemoved, cancellation);

    private async Task HangAsync(Guid? id, AuditAction kind, CancellationToken cancellation)
    {
        var house = await db.Houses.SingleAsync(cancellation);
        var before = house.PictureId;
        if (before == id)
        {
            return;
        }
        house.PictureId = id;
        auditLog.Record(kind);
        await db.SaveChangesAsync(cancellation);
        currentHouse.Invalidate();
        if (before is { } old)
        {
            HousePicture.Delete(settings, old);
        }
    }
}
