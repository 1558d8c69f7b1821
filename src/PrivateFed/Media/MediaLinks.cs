using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Media;

/// <summary>
/// Links with which one other server, which fetches pictures without signing, may read one photo. A link names the photo and the host and
/// carries a MAC made with the host's own secret: it cannot be guessed, and works for no other photo. It works while the host has a
/// follower who may see the photo, and works again when one comes back, since servers keep posts with their links. It ends for good when
/// the owner renews the secret.
/// </summary>
public static partial class MediaLinks
{
    private const int MacLength = 16;

    /// <summary>The placeholder in a stored activity, replaced by each receiving host's own link.</summary>
    public static string Placeholder(Photo photo) => $"privatefed-photo:{photo.Id:N}";

    public static string For(Guid photoId, RemoteHost host, Addresses addresses) =>
        addresses.MediaLink($"{photoId:N}/{host.Id:N}/{Convert.ToHexStringLower(Mac(photoId, host))}");

    /// <summary>The same for a member's avatar; null if there is none.</summary>
    public static string? AvatarPlaceholder(Guid? avatarId) => avatarId is { } id ? $"privatefed-avatar:{id:N}" : null;

    /// <summary>A link to a member's avatar, for one host and this avatar alone.</summary>
    public static string ForAvatar(Guid avatarId, RemoteHost host, Addresses addresses) =>
        addresses.MediaLink($"avatars/{avatarId:N}/{host.Id:N}/{Convert.ToHexStringLower(Mac(avatarId, host))}");

    /// <summary>Replaces every placeholder in a document by a link for <paramref name="host"/>.</summary>
    public static string Fill(string document, RemoteHost host, Addresses addresses) =>
        Placeholders().Replace(document, match => Guid.ParseExact(match.Groups["id"].ValueSpan, "N") is var id
            && match.Groups["kind"].ValueSpan is "avatar"
            ? ForAvatar(id, host, addresses)
            : For(id, host, addresses));

    public static bool HasValidMac(RemoteHost host, Guid photoId, string seal) =>
        seal.Length == 2 * MacLength && seal.All(char.IsAsciiHexDigitLower)
        && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(seal), Mac(photoId, host));

    /// <summary>
    /// 16 bytes specific to one photo for one host, which reveal neither. They stay the same when links are renewed, since the picture is
    /// the same.
    /// </summary>
    public static byte[] MarkOf(RemoteHost host, Guid photoId) =>
        SHA256.HashData([.. photoId.ToByteArray(), .. host.Id.ToByteArray()])[..MacLength];

    private static byte[] Mac(Guid photoId, RemoteHost host) => HMACSHA256.HashData(host.LinkKey, photoId.ToByteArray())[..MacLength];

    // Matches only a whole JSON string: text that an author typed stays as it is.
    [GeneratedRegex("(?<=\"url\":\")privatefed-(?<kind>photo|avatar):(?<id>[0-9a-f]{32})(?=\")")]
    private static partial Regex Placeholders();
}
