using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media.Films;
using PrivateFed.Media.Pictures;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Adds an uploaded picture: renditions are made, everything else about it is dropped, and the upload itself is deleted. Of an uploaded film
/// or voice message the photo is what stands for it, and the upload is kept until it is prepared (<see cref="PrepareFilm"/>).
/// </summary>
public sealed class AddPhoto(HouseDb db, PhotoFiles files, ReadFilm readFilm, Settings settings, TimeProvider clock, SweepSignal signal)
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
        catch (IOException problem)
        {
            return new Refusal("The photo couldn't be saved: {0} Nothing else is lost.", problem.Message) { IsTransient = true };
        }
        finally
        {
            File.Delete(temporary);
            if (!isStored)
            {
                files.Delete(id);
            }
        }
    }

    private async Task<Result<Photo>> StorePictureAsync(
        Guid id, Guid memberId, string upload, Guid? sentAs, CancellationToken cancellation)
    {
        var rendered = await MakeRenditions.MakeAsync(upload, files.FolderOf(id), cancellation);
        return rendered.Succeeded
            ? await SaveRowAsync(id, memberId, rendered.Value, sentAs, await FingerprintAsync(upload, cancellation), null, cancellation)
            : rendered.Refusal;
    }

    private async Task<Result<Photo>> StoreFilmAsync(
        Guid id, Guid memberId, FilmKind kind, string upload, Guid? sentAs, CancellationToken cancellation)
    {
        var folder = $"{upload}.made";
        try
        {
            Directory.CreateDirectory(folder);
            var film = await readFilm.ReadAsync(kind, upload, folder, cancellation);
            if (!film.Succeeded)
            {
                return film.Refusal;
            }
            var rendered = await MakeRenditions.MakeAsync(film.Value.Poster, files.FolderOf(id), cancellation);
            if (!rendered.Succeeded)
            {
                return rendered.Refusal;
            }
            var fingerprint = await FingerprintAsync(upload, cancellation);
            File.Move(upload, files.FileOf(id, FilmFiles.Source));
            return await SaveRowAsync(
                id, memberId, rendered.Value with { Taken = film.Value.Facts.TakenIn(clock.LocalTimeZone) }, sentAs, fingerprint,
                film.Value.For(id, rendered.Value, clock.GetUtcNow()), cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            signal.Set();
        }
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
        Guid id, Guid memberId, Rendered rendered, Guid? sentAs, byte[] fingerprint, Film? film, CancellationToken cancellation)
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
        };
        db.Photos.Add(photo);
        await db.SaveChangesAsync(cancellation);
        return photo;
    }
}
