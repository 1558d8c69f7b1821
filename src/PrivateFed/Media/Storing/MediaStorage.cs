using System.Runtime.CompilerServices;
using PrivateFed.Houses;

namespace PrivateFed.Media.Storing;

/// <summary>
/// Keeps the files of photos, films, avatars and custom emoji, in the media folder or in a bucket, as the house's row says. Nothing else
/// opens them, and nobody hands out a link to a bucket: every byte passes the gate. While they move from one place to the other
/// (the command <c>media move</c>), they are looked for in both.
/// </summary>
public sealed class MediaStorage : IDisposable
{
    private readonly Settings _settings;
    private readonly CurrentHouse _house;
    private readonly ILogger<MediaStorage> _log;
    private readonly MediaFolder _folder;
    private readonly Lazy<MediaBucket> _bucket;

    public MediaStorage(Settings settings, CurrentHouse house, ILogger<MediaStorage> log)
    {
        (_settings, _house, _log, _folder) = (settings, house, log, new MediaFolder(settings));
        _bucket = new Lazy<MediaBucket>(() => new MediaBucket(settings.Bucket
            ?? throw new MediaUnavailableException("The photos are in a bucket that this process has no settings for.")));
    }

    /// <summary>An empty folder to make files in.</summary>
    /// <param name="name">Of work that only one process does at a time: what a kill left of it is deleted.</param>
    public WorkFolder CreateWorkFolder(string? name = null) => WorkFolder.Create(_settings, name);

    /// <returns>Null if there is none.</returns>
    /// <exception cref="MediaUnavailableException">The bucket cannot be reached.</exception>
    public async Task<StoredFile?> FindAsync(string key, CancellationToken cancellation)
    {
        MediaUnavailableException? trouble = null;
        foreach (var store in await StoresAsync(cancellation))
        {
            try
            {
                if (await store.FindAsync(key, cancellation) is { } found)
                {
                    return found;
                }
            }
            catch (MediaUnavailableException problem)
            {
                trouble = problem;
            }
        }
        return trouble is null ? null : throw new MediaUnavailableException(trouble.Message, trouble);
    }

    /// <summary>Keeps a finished file in place of an earlier one. It may be moved away.</summary>
    /// <exception cref="IOException">It cannot be written, or the bucket cannot be reached.</exception>
    public async Task PutAsync(string key, string file, CancellationToken cancellation)
    {
        var place = await PlaceAsync(cancellation);
        await StoreAt(place).PutAsync(key, file, cancellation);
        // A move may have begun while a large file was on its way.
        for (var now = await PlaceAsync(cancellation); now != place; place = now, now = await PlaceAsync(cancellation))
        {
            await CopyAsync(key, place, now, cancellation);
            await StoreAt(place).DeleteAsync(key, cancellation);
        }
    }

    /// <summary>
    /// Deletes a file whose row is gone. It is not cancelled, and a bucket that cannot be reached is no failure: the daily deletion of files
    /// without rows makes up for it.
    /// </summary>
    public Task DeleteAsync(string key) => DeleteAsync(key, store => store.DeleteAsync(key, CancellationToken.None));

    /// <summary>The same for all files of a folder.</summary>
    public Task DeleteFolderAsync(string folder) => DeleteAsync(folder, store => store.DeleteFolderAsync(folder, CancellationToken.None));

    /// <summary>The file for a program that needs a path: itself if it is on this machine, otherwise a copy.</summary>
    /// <param name="copies">A folder for the copy.</param>
    /// <returns>Null if there is none.</returns>
    public async Task<string?> FetchAsync(string key, WorkFolder copies, CancellationToken cancellation) =>
        await FindAsync(key, cancellation) is { } file ? await FetchAsync(key, file, copies, cancellation) : null;

    public async IAsyncEnumerable<StoredName> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var store in await StoresAsync(cancellation))
        {
            await foreach (var file in store.ListAsync(prefix, cancellation))
            {
                yield return file;
            }
        }
    }

    public async IAsyncEnumerable<StoredFolder> ListPhotoFoldersAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var store in (await StoresAsync(cancellation)).Union([_folder]))
        {
            await foreach (var folder in store.ListPhotoFoldersAsync(cancellation))
            {
                yield return folder;
            }
        }
    }

    /// <summary>Deletes what killed processes left unfinished.</summary>
    public async Task DeleteUnfinishedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var work = Path.Combine(_settings.MediaFolder, WorkFolder.Name);
        foreach (var folder in Directory.Exists(work) ? Directory.EnumerateDirectories(work) : [])
        {
            if (Directory.GetLastWriteTimeUtc(folder) < before)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        foreach (var store in await StoresAsync(cancellation))
        {
            await store.DeleteUnfinishedAsync(before, cancellation);
        }
    }

    public void Dispose()
    {
        if (_bucket.IsValueCreated)
        {
            _bucket.Value.Dispose();
        }
    }

    internal IMediaStore StoreAt(MediaPlace place) => place == MediaPlace.Bucket ? _bucket.Value : _folder;

    internal void DeleteEmptyFolders() => _folder.DeleteEmptyFolders();

    /// <summary>Copies a file with its date.</summary>
    /// <returns>The SHA-256 of what was copied; null when it is gone.</returns>
    internal async Task<byte[]?> CopyAsync(string key, MediaPlace from, MediaPlace to, CancellationToken cancellation)
    {
        if (await StoreAt(from).FindAsync(key, cancellation) is not { } file)
        {
            return null;
        }
        using var copies = CreateWorkFolder();
        var local = await FetchAsync(key, file, copies, cancellation);
        var hash = await FileHash.OfAsync(File.OpenRead(local), cancellation);
        await StoreAt(to).PutAsync(key, local, cancellation);
        return hash;
    }

    private static async Task<string> FetchAsync(string key, StoredFile file, WorkFolder copies, CancellationToken cancellation)
    {
        if (file.LocalPath is { } path)
        {
            return path;
        }
        var copy = copies.PathOf($"{Guid.CreateVersion7():N}{Path.GetExtension(key)}");
        await using (var source = file.Open())
        await using (var target = File.Create(copy))
        {
            await source.CopyToAsync(target, cancellation);
        }
        File.SetLastWriteTimeUtc(copy, file.ModifiedAt.UtcDateTime);
        return copy;
    }

    private async Task DeleteAsync(string key, Func<IMediaStore, Task> delete)
    {
        // Where it comes from first: whoever moves it looks there after copying. The folder may have something from before a move.
        foreach (var store in (await StoresAsync(CancellationToken.None)).Reverse().Union([_folder]))
        {
            try
            {
                await delete(store);
            }
            catch (MediaUnavailableException problem)
            {
                _log.LogWarning(problem, "{Key} could not be deleted; it is tried again once a day", key);
            }
        }
    }

    /// <summary>Where files are kept now, and while they move, where they were.</summary>
    private async Task<IReadOnlyList<IMediaStore>> StoresAsync(CancellationToken cancellation)
    {
        var house = await _house.FindAsync(cancellation);
        return house?.MediaMovesFrom is { } before ? [StoreAt(house.MediaPlace), StoreAt(before)]
            : [StoreAt(house?.MediaPlace ?? MediaPlace.Folder)];
    }

    private async Task<MediaPlace> PlaceAsync(CancellationToken cancellation) =>
        (await _house.FindAsync(cancellation))?.MediaPlace ?? MediaPlace.Folder;
}
