using PrivateFed.Houses;

namespace PrivateFed.Media;

/// <summary>Paths of photos' renditions in the media folder.</summary>
public sealed class PhotoFiles(Settings settings)
{
    /// <summary>For other servers, and for people who save a photo.</summary>
    public const string Full = "full.jpg";

    /// <summary>The files that pages show, smallest first.</summary>
    public static readonly IReadOnlySet<string> Sizes =
        new HashSet<string>(StringComparer.Ordinal) { "small.webp", "medium.webp", "large.webp" };

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
