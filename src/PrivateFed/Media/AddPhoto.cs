using System.Security.Cryptography;
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

    /// <summary>The most unpublished photos of one member, in drafts and elsewhere; somebody with more has lost count.</summary>
    public const int MaxUnpublished = 500;

    public Task<Result<Photo>> AddAsync(Guid memberId, Stream upload, CancellationToken cancellation) =>
        StoreAsync(memberId, upload, null, mayBeFilm: true, cancellation);

    /// <summary>Adds a photo that is no film.</summary>
    public Task<Result<Photo>> AddPictureAsync(Guid memberId, Stream upload, CancellationToken cancellation) =>
        StoreAsync(memberId, upload, null, mayBeFilm: false, cancellation);

    /// <summary>Adds a photo once, however often it is sent: a device that got no answer sends it again under the same id.</summary>
    public Task<Result<Photo>> AddOnceAsync(Guid memberId, Guid sentAs, Stream upload, CancellationToken cancellation) =>
        OnceAsync(memberId, sentAs, () => StoreAsync(memberId, upload, sentAs, mayBeFilm: true, cancellation), cancellation);

    /// <summary>Adds a photo once whose file is here already, in the data folder. The file stays where it is.</summary>
    internal Task<Result<Photo>> AddFileOnceAsync(Guid memberId, Guid sentAs, string file, CancellationToken cancellation) =>
        OnceAsync(memberId, sentAs, () => StoreFileAsync(memberId, file, sentAs, mayBeFilm: true, cancellation), cancellation);

    /// <summary>Refuses, by the first bytes of a large file, what would be refused when all of it is here.</summary>
    /// <param name="before">The number of bytes that were looked at before.</param>
    /// <param name="arrived">The number of bytes that are here.</param>
    /// <param name="length">Of the whole file.</param>
    internal async Task<Refusal?> RefuseBeginningAsync(string file, long before, long arrived, long length, CancellationToken cancellation)
    {
        var enough = Math.Min(PictureKind.BytesToTell, length);
        return before < enough && arrived >= enough
            ? RefuseKind(await FilmKind.OfFileAsync(file, cancellation), length, mayBeFilm: true)
            : null;
    }

    private async Task<Result<Photo>> OnceAsync(
        Guid memberId, Guid sentAs, Func<Task<Result<Photo>>> store, CancellationToken cancellation)
    {
        if (await FindAsync(memberId, sentAs, cancellation) is { } existing)
        {
            return existing;
        }
        try
        {
            return await store();
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
        var temporary = Path.Combine(settings.UploadsFolder, $"{UploadPrefix}{Guid.CreateVersion7():N}");
        try
        {
            await SaveAsync(upload, temporary, cancellation);
            return await StoreFileAsync(memberId, temporary, sentAs, mayBeFilm, cancellation);
        }
        catch (IOException problem)
        {
            return NotSaved(problem);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<Result<Photo>> StoreFileAsync(
        Guid memberId, string upload, Guid? sentAs, bool mayBeFilm, CancellationToken cancellation)
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
        var isStored = false;
        try
        {
            var kind = await FilmKind.OfFileAsync(upload, cancellation);
            if (RefuseKind(kind, new FileInfo(upload).Length, mayBeFilm) is { } refusal)
            {
                return refusal;
            }
            var photo = kind is null ? await StorePictureAsync(id, memberId, upload, sentAs, cancellation)
                : await StoreFilmAsync(id, memberId, kind, upload, sentAs, cancellation);
            isStored = photo.Succeeded;
            return photo;
        }
        catch (MediaUnavailableException)
        {
            return MediaUnavailableException.Refusal;
        }
        catch (IOException problem)
        {
            return NotSaved(problem);
        }
        finally
        {
            if (!isStored)
            {
                await files.DeleteAsync(id);
            }
        }
    }

    private Refusal? RefuseKind(FilmKind? kind, long length, bool mayBeFilm) =>
        kind is null
            ? length <= MaxBytes ? null : new Refusal("This photo is {0} MB; the limit is {1} MB.", length >> 20, MaxBytes >> 20)
            : mayBeFilm ? readFilm.RefuseUnread(length) : NoFilm;

    private static Refusal NotSaved(IOException problem) =>
        new("The photo couldn't be saved: {0} Nothing else is lost.", problem.Message) { IsTransient = true };

    private async Task<Result<Photo>> StorePictureAsync(
        Guid id, Guid memberId, string upload, Guid? sentAs, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        var rendered = await MakeRenditions.MakeAsync(upload, work.FullPath, cancellation);
        return rendered.Succeeded
            ? await SaveRowAsync(
                id, memberId, rendered.Value, await KeepAsync(id, work, cancellation), sentAs, await FingerprintAsync(upload, cancellation),
                null, cancellation)
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
            var fingerprint = await FingerprintAsync(upload, cancellation);
            var bytes = new FileInfo(upload).Length + await KeepAsync(id, work, cancellation);
            HardLink.CreateOrMove(upload, work.PathOf(FilmFiles.Source));
            await files.PutAsync(id, FilmFiles.Source, work.PathOf(FilmFiles.Source), cancellation);
            return await SaveRowAsync(
                id, memberId, rendered.Value with { Taken = film.Value.Facts.TakenIn(clock.LocalTimeZone) }, bytes, sentAs, fingerprint,
                film.Value.For(id, rendered.Value, clock.GetUtcNow()), cancellation);
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

    private static async Task<byte[]> FingerprintAsync(string upload, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(upload);
        return await SHA256.HashDataAsync(file, cancellation);
    }

    private async Task<Photo> SaveRowAsync(
        Guid id, Guid memberId, Rendered rendered, long bytes, Guid? sentAs, byte[] fingerprint, Film? film, CancellationToken cancellation)
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
            Taken = rendered.Taken?.OrNoneIfAbsurd(clock.GetUtcNow()),
            Fingerprint = fingerprint,
            Film = film,
            Bytes = bytes,
        };
        db.Photos.Add(photo);
        await db.SaveChangesAsync(cancellation);
        return photo;
    }
}
