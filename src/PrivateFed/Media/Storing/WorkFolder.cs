using PrivateFed.Houses;

namespace PrivateFed.Media.Storing;

/// <summary>
/// A folder in which files are made before they are kept. It is on the same disk as the media folder, so that keeping a file there is only
/// renaming it. What a kill leaves in it is deleted after a day (<see cref="MediaStorage.DeleteUnfinishedAsync"/>).
/// </summary>
public sealed class WorkFolder : IDisposable
{
    /// <summary>Its name in the media folder.</summary>
    internal const string Name = "work";

    private WorkFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <param name="name">Of work that only one process does at a time: what a kill left of it is deleted.</param>
    public static WorkFolder Create(Settings settings, string? name = null)
    {
        var path = Path.Combine(settings.MediaFolder, Name, name ?? $"{Guid.CreateVersion7():N}");
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        Directory.CreateDirectory(path);
        return new WorkFolder(path);
    }

    public string PathOf(string name) => Path.Combine(FullPath, name);

    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
