using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Media.Films;
using PrivateFed.Media.Saving.Zip;
using PrivateFed.Media.Storing;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media.Saving;

/// <summary>Makes a ZIP of photos for one reader. It is put together while it is sent, from the files that are kept.</summary>
public sealed class MakeArchive(HouseDb db, PhotoFiles files, PhotoChecksums checksums)
{
    private const int FewestDigits = 2;

    /// <summary>A bucket is asked for each file, and every answer takes its time.</summary>
    private const int FoundAtOnce = 16;

    /// <param name="sessionId">Of the reader: each photo waits for its turn, and the session may end before.</param>
    /// <param name="photos">In order. Those whose file is missing are left out.</param>
    /// <returns>Null if there is nothing to send.</returns>
    /// <exception cref="MediaUnavailableException">The bucket cannot be reached.</exception>
    public async Task<Archive?> MakeAsync(
        Viewer.Local viewer, Guid sessionId, IReadOnlyList<SavedPhoto> photos, ReaderClock clock, CancellationToken cancellation)
    {
        var found = (await FindAsync(photos, clock, cancellation)).OfType<DatedFile>().ToList();
        if (found.Count == 0)
        {
            return null;
        }
        var digits = Math.Max(FewestDigits, $"{found.Max(file => file.Photo.Position) + 1}".Length);
        var names = SavedName.Unique(found.Select(file => SavedName.OfPhoto(file.Photo, file.Date.Day, digits)));
        var entries = found.Zip(names, (file, name) => new ZipEntry(
            name, SavedDate.MomentOf(file.Date, clock), file.Length,
            cancellation => OpenAsync(viewer, sessionId, file, cancellation),
            cancellation => checksums.FindAsync(file.Photo.Id, file.Version, () => OpenAsync(file, cancellation), cancellation))).ToList();
        return new Archive(new ZipStream(entries), TagOf(found, names));
    }

    /// <returns>Null in the place of a photo whose file is missing.</returns>
    private async Task<DatedFile?[]> FindAsync(IReadOnlyList<SavedPhoto> photos, ReaderClock clock, CancellationToken cancellation)
    {
        var found = new DatedFile?[photos.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = FoundAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, photos.Count, options, async (index, ending) =>
        {
            var photo = photos[index];
            var date = SavedDate.DateOf(photo, clock);
            found[index] = await FindFileAsync(photo, ending) is { } file ? new DatedFile(photo, date, file) : null;
        });
        return found;
    }

    private Task<StoredFile?> FindFileAsync(SavedPhoto photo, CancellationToken cancellation) =>
        files.FindAsync(photo.Id, photo.Film is null ? MakeRenditions.Full : FilmFiles.Large, cancellation);

    /// <summary>
    /// A long download asks the gate again for each photo: whoever is removed or signed out gets no further ones, and what is deleted
    /// meanwhile is gone.
    /// </summary>
    private async Task<Stream> OpenAsync(Viewer.Local viewer, Guid sessionId, DatedFile file, CancellationToken cancellation) =>
        await db.PhotosToSave(viewer).AnyAsync(photo => photo.Id == file.Photo.Id, cancellation)
        && await db.Sessions.AnyAsync(session => session.Id == sessionId && session.Member.RemovedAt == null
            && session.Member.Role == viewer.Role, cancellation)
            ? await OpenAsync(file, cancellation)
            : throw new IOException("The photo is not for this reader any more.");

    /// <exception cref="IOException">The file is gone or another one.</exception>
    private async Task<Stream> OpenAsync(DatedFile file, CancellationToken cancellation) =>
        await FindFileAsync(file.Photo, cancellation) is { } found && found.ModifiedAt == file.Stored.ModifiedAt
            ? file.Photo.Film is null ? new DatedJpeg(found, file.Date) : found.Open()
            : throw new IOException("The photo is gone or was made anew.");

    private static EntityTagHeaderValue TagOf(List<DatedFile> found, IReadOnlyList<string> names)
    {
        var contents = string.Join('\n', found.Zip(names, (file, name) => $"{file.Photo.Id:N} {file.Version} {name}"));
        return new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contents)))[..32]}\"");
    }

    /// <summary>A photo's file as it was when the ZIP was begun.</summary>
    private sealed record DatedFile(SavedPhoto Photo, TakenAt Date, StoredFile Stored)
    {
        public string Version { get; } = $"{Stored.ModifiedAt.UtcTicks:x} {Stored.Length} {Date.Clock:O}{Date.Offset}";

        /// <summary>A photo carries its date; a film has no place for it that all programs read.</summary>
        public long Length => Photo.Film is null ? Stored.Length + DatedJpeg.SegmentLengthOf(Date) : Stored.Length;
    }
}

/// <summary>A ZIP to be sent.</summary>
/// <param name="Tag">Different whenever anything in the ZIP is.</param>
public sealed record Archive(ZipStream Zip, EntityTagHeaderValue Tag);
