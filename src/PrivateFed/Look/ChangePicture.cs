using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Media;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Look;

/// <summary>The owner hangs a picture above the timeline, or takes it down. It is made anew from its pixels, like every photo.</summary>
public sealed class ChangePicture(HouseDb db, WriteDown writeDown, TheHouse theHouse, Settings settings)
{
    public async Task<Result<Guid>> ToAsync(Stream upload, CancellationToken cancellation)
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
        await HangAsync(id, DeedKind.PictureChosen, cancellation);
        return id;
    }

    public Task TakeDownAsync(CancellationToken cancellation) => HangAsync(null, DeedKind.PictureRemoved, cancellation);

    private async Task HangAsync(Guid? id, DeedKind kind, CancellationToken cancellation)
    {
        var house = await db.Houses.SingleAsync(cancellation);
        var before = house.PictureId;
        if (before == id)
        {
            return;
        }
        house.PictureId = id;
        writeDown.That(kind);
        await db.SaveChangesAsync(cancellation);
        theHouse.LookAgain();
        if (before is { } old)
        {
            HousePicture.Delete(settings, old);
        }
    }
}
