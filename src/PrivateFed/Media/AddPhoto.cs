using Microsoft.EntityFrameworkCore;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Takes an uploaded picture in: renditions are made, everything else about it is forgotten, and the upload itself is deleted.</summary>
public sealed class AddPhoto(HouseDb db, PhotoFiles files, Settings settings, TimeProvider clock)
{
    /// <summary>How the file of an upload that is being worked on begins.</summary>
    public const string UploadPrefix = "upload-";

    /// <summary>Bytes of one upload.</summary>
    public const long Largest = 64 * 1024 * 1024;

    /// <summary>Photos that wait for their post; who has more has lost count.</summary>
    private const int MostWaiting = 200;

    public Task<Result<Photo>> AddAsync(Guid memberId, Stream upload, CancellationToken cancellation) => TakeAsync(memberId, upload, null, cancellation);

    /// <summary>Takes a photo in once, however often it is sent: a device that heard no answer sends it again under the same id.</summary>
    public async Task<Result<Photo>> OnceAsync(Guid memberId, Guid sentAs, Stream upload, CancellationToken cancellation)
    {
        if (await FindAsync(memberId, sentAs, cancellation) is { } here)
        {
            return here;
        }
        try
        {
            return await TakeAsync(memberId, upload, sentAs, cancellation);
        }
        // Sent twice at the same moment: the other one is kept.
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            if (await FindAsync(memberId, sentAs, cancellation) is { } first)
            {
                return first;
            }
            throw;
        }
    }

    /// <summary>A photo that this device has sent before, shared meanwhile or not.</summary>
    public Task<Photo?> FindAsync(Guid memberId, Guid sentAs, CancellationToken cancellation) =>
        db.Photos.AsNoTracking().SingleOrDefaultAsync(photo => photo.UploadedById == memberId && photo.SentAs == sentAs, cancellation);

    private async Task<Result<Photo>> TakeAsync(Guid memberId, Stream upload, Guid? sentAs, CancellationToken cancellation)
    {
        if (await db.Photos.CountAsync(photo => photo.UploadedById == memberId && photo.PostId == null, cancellation) >= MostWaiting)
        {
            return new Refusal("{0} photos wait for their post already. Please share those first.", MostWaiting);
        }
        var id = Guid.CreateVersion7();
        var temporary = Path.Combine(settings.UploadsFolder, $"{UploadPrefix}{id:N}");
        var isKept = false;
        try
        {
            await SaveAsync(upload, temporary, cancellation);
            var rendered = await MakeRenditions.MakeAsync(temporary, files.FolderOf(id), cancellation);
            if (!rendered.Succeeded)
            {
                return rendered.Refusal;
            }
            var photo = await KeepAsync(id, memberId, rendered.Value, sentAs, cancellation);
            isKept = true;
            return photo;
        }
        catch (IOException problem)
        {
            return new Refusal("The photo could not be kept: {0} Nothing else is lost.", problem.Message);
        }
        finally
        {
            File.Delete(temporary);
            if (!isKept)
            {
                files.Delete(id);
            }
        }
    }

    private static async Task SaveAsync(Stream upload, string file, CancellationToken cancellation)
    {
        await using var saved = File.Create(file);
        await upload.CopyToAsync(saved, cancellation);
    }

    private async Task<Photo> KeepAsync(Guid id, Guid memberId, Rendered rendered, Guid? sentAs, CancellationToken cancellation)
    {
        var photo = new Photo
        {
            Id = id,
            UploadedById = memberId,
            Width = rendered.Width,
            Height = rendered.Height,
            Blurhash = rendered.Blurhash,
            UploadedAt = clock.GetUtcNow(),
            SentAs = sentAs,
        };
        db.Photos.Add(photo);
        await db.SaveChangesAsync(cancellation);
        return photo;
    }
}
