using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media.Films;
using PrivateFed.Media.Pictures;
using PrivateFed.Media.Room;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Adds an uploaded picture: renditions are made, everything else about it is dropped, and the upload itself is deleted. Of an uploaded film
/// or voice message the photo is what stands for it, and the upload is kept until it is prepared (<see cref="PrepareFilm"/>).
/// </summary>
public sealed class AddPhoto(
    HouseDb db, MediaStorage storage, PhotoFiles files, MeasureRoom room, ReadFilm readFilm, Settings settings, TimeProvider clock,
    SweepSignal signal)
{
    /// <summary>File name prefix of an upload in progress.</summary>
    public const string UploadPrefix = "upload-";

    /// <summary>The size limit of one upload, in bytes.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private static readonly Refusal NoFilm = new("A comment can't have a film yet, only a photo. Please share the film as a post.");

    /// <summary>The most unpublished photos of one member; somebody with more has lost count.</summary>
    private const int MaxUnpublished = 200;

    public Task<Result<Photo>> AddAsync(Guid memberId, Stream upload, CancellationToken cancellation) =>
        StoreAsync(memberId, upload, null, mayBeFilm: true, cancellation);

    /// <summary>Adds a photo that is no film.</summary>
    public Task<Result<Photo>> AddPictureAsync(Guid memberId, Stream upload, CancellationToken cancellation) =>
        StoreAsync(memberId, upload, null, mayBeFilm: false, cancellation);

    /// <summary>Adds a photo once, however often it is sent: a device that got no answer sends it again under the same id.</summary>
    public async Task<Result<Photo>> AddOnceAsync(Guid memberId, Guid sentAs, Stream upload, CancellationToken cancellation)
    {
        if (await FindAsync(memberId, sentAs, cancellation) is { } existing)
        {
            return existing;
        }
        try
        {
            return await StoreAsync(memberId, upload, sentAs, mayBeFilm: true, cancellation);
        }
        // Sent twice at the same moment: the first one stays.
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            if (await FindAsync(memberId, sentAs, cancellation) is { } first)
            {
                return first;
            }
            throw;
        }
    }

    /// <summary>Finds a photo that this device sent before, published or not.</summary>
    public Task<Photo?> FindAsync(Guid memberId, Guid sentAs, CancellationToken cancellation) =>
        db.Photos.AsNoTracking().SingleOrDefaultAsync(photo => photo.UploadedById == memberId && photo.SentAs == sentAs, cancellation);

    private async Task<Result<Photo>> StoreAsync(
        Guid memberId, Stream upload, Guid? sentAs, bool mayBeFilm, CancellationToken cancellation)
    {
        if (await UnpublishedPhotos.Query(db, memberId).CountAsync(cancellation) >= MaxUnpublished)
        {
            return new Refusal("{0} photos are already waiting for their post. Please share those first.", MaxUnpublished)
            {
                IsTransient = true,
            };
        }
        if (await room.RefuseAsync(db, cancellation) is { } full)
        {
            return full;
        }
        var id = Guid.CreateVersion7();
        var temporary = Path.Combine(settings.UploadsFolder, $"{UploadPrefix}{id:N}");
        var isStored = false;
        try
        {
            await SaveAsync(upload, temporary, cancellation);
            var photo = await FilmKind.OfFileAsync(temporary, cancellation) is { } kind
                ? mayBeFilm ? await StoreFilmAsync(id, memberId, kind, temporary, sentAs, cancellation) : NoFilm
                : await StorePictureAsync(id, memberId, temporary, sentAs, cancellation);
            isStored = photo.Succeeded;
            return photo;
        }
        catch (MediaUnavailableException)
        {
            return MediaUnavailableException.Refusal;
        }
        catch (IOException problem)
        {
            return new Refusal("The photo couldn't be saved: {0} Nothing else is lost.", problem.Message) { IsTransient = true };
        }
        finally
        {
            File.Delete(temporary);
            if (!isStored)
            {
                await files.DeleteAsync(id);
            }
        }
    }

    private async Task<Result<Photo>> StorePictureAsync(
        Guid id, Guid memberId, string upload, Guid? sentAs, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        var rendered = await MakeRenditions.MakeAsync(upload, work.FullPath, cancellation);
        return rendered.Succeeded
            ? await SaveRowAsync(
                id, memberId, rendered.Value, await KeepAsync(id, work, cancellation), sentAs, null, cancellation)
            : rendered.Refusal;
    }

    private async Task<Result<Photo>> StoreFilmAsync(
        Guid id, Guid memberId, FilmKind kind, string upload, Guid? sentAs, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        using var looked = storage.CreateWorkFolder();
        try
        {
            var film = await readFilm.ReadAsync(kind, upload, looked.FullPath, cancellation);
            if (!film.Succeeded)
            {
                return film.Refusal;
            }
            var rendered = await MakeRenditions.MakeAsync(film.Value.Poster, work.FullPath, cancellation);
            if (!rendered.Succeeded)
            {
                return rendered.Refusal;
            }
            var bytes = new FileInfo(upload).Length + await KeepAsync(id, work, cancellation);
            await files.PutAsync(id, FilmFiles.Source, upload, cancellation);
            return await SaveRowAsync(
                id, memberId, rendered.Value, bytes, sentAs, film.Value.For(id, rendered.Value, clock.GetUtcNow()), cancellation);
        }
        finally
        {
            signal.Set();
        }
    }

    /// <summary>Keeps what was made in a folder, the photo in full size last.</summary>
    /// <returns>The bytes of all of it.</returns>
    private async Task<long> KeepAsync(Guid id, WorkFolder work, CancellationToken cancellation)
    {
        var bytes = 0L;
        foreach (var name in (string[])[.. PhotoFiles.Sizes, MakeRenditions.Full])
        {
            bytes += new FileInfo(work.PathOf(name)).Length;
            await files.PutAsync(id, name, work.PathOf(name), cancellation);
        }
        return bytes;
    }

    private static async Task SaveAsync(Stream upload, string file, CancellationToken cancellation)
    {
        await using var saved = File.Create(file);
        await upload.CopyToAsync(saved, cancellation);
    }

    private async Task<Photo> SaveRowAsync(
        Guid id, Guid memberId, Rendered rendered, long bytes, Guid? sentAs, Film? film, CancellationToken cancellation)
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
            Film = film,
            Bytes = bytes,
        };
        db.Photos.Add(photo);
        await db.SaveChangesAsync(cancellation);
        return photo;
    }
}
