using PrivateFed.Houses;

namespace PrivateFed.Media;

/// <summary>Paths of photos' renditions in the media folder.</summary>
public sealed class PhotoFiles(Settings settings)
{
    /// <summary>The files that pages show, smallest first.</summary>
    public static readonly IReadOnlySet<string> Sizes =
        new HashSet<string>(StringComparer.Ordinal) { MakeRenditions.Small, MakeRenditions.Medium, MakeRenditions.Large };

    public string FolderOf(Guid photoId) => Path.Combine(settings.MediaFolder, $"{photoId:N}"[^2..], $"{photoId:N}");

    public string FileOf(Guid photoId, string name) => Path.Combine(FolderOf(photoId), name);

    public void Delete(Guid photoId)
    {
        if (Directory.Exists(FolderOf(photoId)))
        {
            Directory.Delete(FolderOf(photoId), recursive: true);
        }
    }
}
