using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Media.Films;
using PrivateFed.Media.Saving.Zip;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media.Saving;

/// <summary>Makes a ZIP of photos for one reader. It is put together while it is sent, from the files in the media folder.</summary>
public sealed class MakeArchive(HouseDb db, PhotoFiles files, PhotoChecksums checksums)
{
    private const int FewestDigits = 2;

    /// <param name="sessionId">Of the reader: each photo waits for its turn, and the session may end before.</param>
    /// <param name="photos">In order. Those whose file is missing are left out.</param>
    /// <returns>Null if there is nothing to send.</returns>
    public Archive? Make(Viewer.Local viewer, Guid sessionId, IReadOnlyList<SavedPhoto> photos, ReaderClock clock)
    {
        var found = photos.Select(photo => (Photo: photo, Info: new FileInfo(
                files.FileOf(photo.Id, photo.Film is null ? MakeRenditions.Full : FilmFiles.Large))))
            .Where(file => file.Info.Exists)
            .Select(file => new DatedFile(file.Photo, SavedDate.DateOf(file.Photo, clock), file.Info)).ToList();
        if (found.Count == 0)
        {
            return null;
        }
        var digits = Math.Max(FewestDigits, $"{found.Max(file => file.Photo.Position) + 1}".Length);
        var names = SavedName.Unique(found.Select(file => SavedName.OfPhoto(file.Photo, file.Date.Day, digits)));
        var entries = found.Zip(names, (file, name) => new ZipEntry(
            name, SavedDate.MomentOf(file.Date, clock), file.Length,
            cancellation => OpenAsync(viewer, sessionId, file, cancellation),
            cancellation => checksums.FindAsync(file.Photo.Id, file.Version, file.Open, cancellation))).ToList();
        return new Archive(new ZipStream(entries), TagOf(found, names));
    }

    /// <summary>
    /// A long download asks the gate again for each photo: whoever is removed or signed out gets no further ones, and what is deleted
    /// meanwhile is gone.
    /// </summary>
    private async Task<Stream> OpenAsync(Viewer.Local viewer, Guid sessionId, DatedFile file, CancellationToken cancellation) =>
        await db.PhotosToSave(viewer).AnyAsync(photo => photo.Id == file.Photo.Id, cancellation)
        && await db.Sessions.AnyAsync(session => session.Id == sessionId && session.Member.RemovedAt == null
            && session.Member.Role == viewer.Role, cancellation)
            ? file.Open()
            : throw new IOException("The photo is not for this reader any more.");

    private static EntityTagHeaderValue TagOf(List<DatedFile> found, IReadOnlyList<string> names)
    {
        var contents = string.Join('\n', found.Zip(names, (file, name) => $"{file.Photo.Id:N} {file.Version} {name}"));
        return new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contents)))[..32]}\"");
    }

    /// <summary>A photo's file as it was when the ZIP was begun.</summary>
    private sealed record DatedFile(SavedPhoto Photo, TakenAt Date, FileInfo Info)
    {
        public string Version { get; } = $"{Info.LastWriteTimeUtc.Ticks:x} {Info.Length} {Date.Clock:O}{Date.Offset}";

        /// <summary>A photo carries its date; a film has no place for it that all programs read.</summary>
        public long Length => Photo.Film is null ? Info.Length + DatedJpeg.SegmentLengthOf(Date) : Info.Length;

        /// <exception cref="IOException">The file is gone or another one.</exception>
        public Stream Open()
        {
            Stream photo = Photo.Film is null ? new DatedJpeg(Info.FullName, Date) : Info.OpenRead();
            if (File.GetLastWriteTimeUtc(Info.FullName) != Info.LastWriteTimeUtc)
            {
                photo.Dispose();
                throw new IOException("The photo was made anew.");
            }
            return photo;
        }
    }
}

/// <summary>A ZIP to be sent.</summary>
/// <param name="Tag">Different whenever anything in the ZIP is.</param>
public sealed record Archive(ZipStream Zip, EntityTagHeaderValue Tag);
