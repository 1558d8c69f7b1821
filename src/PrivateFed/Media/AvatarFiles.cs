using PrivateFed.Houses;

namespace PrivateFed.Media;

/// <summary>Paths of members' avatars in the media folder: one file for pages, one for other servers.</summary>
public static class AvatarFiles
{
    public const string Folder = "avatars";

    /// <summary>WebP, for pages.</summary>
    public const string ForPages = ".webp";

    /// <summary>JPEG, for other servers.</summary>
    public const string ForServers = ".jpg";

    public static string FileOf(Settings settings, Guid avatarId, string kind) =>
        Path.Combine(settings.MediaFolder, Folder, $"{avatarId:N}{kind}");

    public static void Delete(Settings settings, Guid avatarId)
    {
        // Without a first avatar there is no folder.
        if (Directory.Exists(Path.Combine(settings.MediaFolder, Folder)))
        {
            File.Delete(FileOf(settings, avatarId, ForPages));
            File.Delete(FileOf(settings, avatarId, ForServers));
        }
    }
}
