namespace PrivateFed.Media.Storing;

/// <summary>A place that keeps files under names such as <c>ab/ID/full.jpg</c> (<see cref="MediaKeys"/>).</summary>
/// <remarks>Whatever cannot be reached throws a <see cref="MediaUnavailableException"/>.</remarks>
internal interface IMediaStore
{
    /// <returns>Null if there is none.</returns>
    Task<StoredFile?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>Keeps a finished file with its date, in place of an earlier one. It appears as a whole or not at all.</summary>
    /// <param name="file">A path on this machine. The file may be moved away.</param>
    Task PutAsync(string key, string file, CancellationToken cancellation);

    /// <summary>No effect if there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);

    /// <summary>Deletes all files of a folder.</summary>
    /// <param name="folder">Ends with a slash.</param>
    Task DeleteFolderAsync(string folder, CancellationToken cancellation);

    /// <summary>Lists files, a page at a time.</summary>
    /// <param name="prefix">What their names begin with; empty for all.</param>
    IAsyncEnumerable<StoredName> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>Lists the folders of photos, finished or not.</summary>
    IAsyncEnumerable<StoredFolder> ListPhotoFoldersAsync(CancellationToken cancellation);

    /// <summary>Deletes what a killed process left unfinished.</summary>
    Task DeleteUnfinishedAsync(DateTimeOffset before, CancellationToken cancellation);
}
