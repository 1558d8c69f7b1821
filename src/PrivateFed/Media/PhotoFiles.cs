using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>The files of photos and films, by the id of the medium.</summary>
public sealed class PhotoFiles(MediaStorage storage)
{
    /// <summary>The files that pages show, smallest first.</summary>
    public static readonly IReadOnlySet<string> Sizes =
        new HashSet<string>(StringComparer.Ordinal) { MakeRenditions.Small, MakeRenditions.Medium, MakeRenditions.Large };

    /// <returns>Null if there is none.</returns>
    /// <exception cref="MediaUnavailableException">The bucket cannot be reached.</exception>
    public Task<StoredFile?> FindAsync(Guid mediaId, string name, CancellationToken cancellation) =>
        storage.FindAsync(MediaKeys.Photo(mediaId, name), cancellation);

    /// <summary>Keeps a finished file, which may be moved away.</summary>
    /// <exception cref="IOException">It cannot be written, or the bucket cannot be reached.</exception>
    public Task PutAsync(Guid mediaId, string name, string file, CancellationToken cancellation) =>
        storage.PutAsync(MediaKeys.Photo(mediaId, name), file, cancellation);

    /// <summary>Deletes one file.</summary>
    public Task DeleteAsync(Guid mediaId, string name) => storage.DeleteAsync(MediaKeys.Photo(mediaId, name));

    /// <summary>Deletes all of them, after the row.</summary>
    public Task DeleteAsync(Guid mediaId) => storage.DeleteFolderAsync(MediaKeys.PhotoFolder(mediaId));

    /// <summary>The bytes that all of them take.</summary>
    /// <exception cref="MediaUnavailableException">The bucket cannot be reached.</exception>
    public async Task<long> MeasureAsync(Guid mediaId, CancellationToken cancellation)
    {
        // While files move, some are in both places.
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var file in storage.ListAsync(MediaKeys.PhotoFolder(mediaId), cancellation))
        {
            lengths[file.Key] = file.Length;
        }
        return lengths.Values.Sum();
    }
}
