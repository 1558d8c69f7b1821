using PrivateFed.Houses;

namespace PrivateFed.Media.Storing;

/// <summary>Files in the media folder, each at the path that its name says.</summary>
internal sealed class MediaFolder(Settings settings) : IMediaStore
{
    private const string PhotoFolders = "??";

    public Task<StoredFile?> FindAsync(string key, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult<StoredFile?>(file.Exists ? new LocalFile(file.FullName, file.Length, file.LastWriteTimeUtc) : null);
    }

    public Task PutAsync(string key, string file, CancellationToken cancellation)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(file, path, overwrite: true);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        if (File.Exists(PathOf(key)))
        {
            File.Delete(PathOf(key));
        }
        return Task.CompletedTask;
    }

    public Task DeleteFolderAsync(string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(PathOf(folder)))
        {
            Directory.Delete(PathOf(folder), recursive: true);
        }
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredName> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        var folder = PathOf(prefix);
        var files = prefix.Length > 0 ? FilesIn(folder) : Directory.EnumerateDirectories(folder).Where(path => !IsUnfinished(path))
            .SelectMany(path => Directory.EnumerateDirectories(path).Where(inside => !IsUnfinished(inside)).Append(path))
            .SelectMany(FilesIn);
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new StoredName(KeyOf(file.FullName), file.Length, file.LastWriteTimeUtc);
        }
    }

    public async IAsyncEnumerable<StoredFolder> ListPhotoFoldersAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var path in Directory.EnumerateDirectories(settings.MediaFolder, PhotoFolders).SelectMany(Directory.EnumerateDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new StoredFolder($"{KeyOf(path)}/", Directory.GetLastWriteTimeUtc(path));
        }
    }

    public Task DeleteUnfinishedAsync(DateTimeOffset before, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Deletes folders that moving has emptied.</summary>
    public void DeleteEmptyFolders()
    {
        var folders = Directory.EnumerateDirectories(settings.MediaFolder, "*", SearchOption.AllDirectories).ToList();
        foreach (var folder in folders.OrderByDescending(path => path.Length))
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    // Earlier versions made files beside their places, and left them there when they were killed.
    private static bool IsUnfinished(string path) =>
        path.EndsWith(".part", StringComparison.Ordinal) || Path.GetFileName(path) == WorkFolder.Name;

    private static IEnumerable<FileInfo> FilesIn(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Exists && !IsUnfinished(file.FullName)) : [];

    private string PathOf(string key) => Path.Combine(settings.MediaFolder, key);

    private string KeyOf(string path) => Path.GetRelativePath(settings.MediaFolder, path).Replace('\\', '/');

    private sealed record LocalFile(string Path, long Length, DateTimeOffset ModifiedAt) : StoredFile(Length, ModifiedAt)
    {
        public override string LocalPath => Path;

        public override Stream Open() => new FileStream(
            Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
    }
}
