using System.Text.RegularExpressions;

namespace PrivateFed.Media.Storing;

/// <summary>
/// The names under which files are kept, in a folder and in a bucket alike. A photo's files are under the id of its medium, all others
/// under an id of their own, so that no name says anything about the house.
/// </summary>
public static partial class MediaKeys
{
    public const string Avatars = "avatars/";
    public const string RemoteAvatars = "faces/";
    public const string Emoji = "emoji/";
    public const string HousePictures = "house/";

    /// <summary>The folder of one photo, which ends with a slash. Its first part spreads the photos over 256 folders.</summary>
    public static string PhotoFolder(Guid mediaId) => $"{$"{mediaId:N}"[^2..]}/{mediaId:N}/";

    public static string Photo(Guid mediaId, string name) => PhotoFolder(mediaId) + name;

    public static string Avatar(Guid avatarId, string kind) => $"{Avatars}{avatarId:N}{kind}";

    public static string RemoteAvatar(Guid remoteActorId) => $"{RemoteAvatars}{remoteActorId:N}.webp";

    public static string EmojiPicture(Guid emojiId) => $"{Emoji}{emojiId:N}.webp";

    public static string HousePicture(Guid pictureId, string size) => $"{HousePictures}{pictureId:N}-{size}";

    /// <summary>Whether the house gives such names; anything else in a bucket belongs to somebody else.</summary>
    public static bool IsOurs(string key) => Ours().IsMatch(key);

    /// <summary>The id that the last part of a name begins with; <see cref="Guid.Empty"/> if it begins with none.</summary>
    public static Guid IdOf(string key)
    {
        var name = key.TrimEnd('/').Split('/')[^1];
        return Guid.TryParseExact(name.Split('.', '-')[0], "N", out var id) ? id : Guid.Empty;
    }

    [GeneratedRegex(@"^(?:[0-9a-f]{2}/[0-9a-f]{32}|avatars|faces|emoji|house)/[0-9a-z][0-9a-z.-]*\z")]
    private static partial Regex Ours();
}
