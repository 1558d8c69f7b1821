using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>The files of members' avatars: one for pages, one for other servers.</summary>
public static class AvatarFiles
{
    /// <summary>WebP, for pages.</summary>
    public const string ForPages = ".webp";

    /// <summary>JPEG, for other servers.</summary>
    public const string ForServers = ".jpg";

    public static async Task DeleteAsync(MediaStorage storage, Guid avatarId)
    {
        await storage.DeleteAsync(MediaKeys.Avatar(avatarId, ForPages));
        await storage.DeleteAsync(MediaKeys.Avatar(avatarId, ForServers));
    }
}
