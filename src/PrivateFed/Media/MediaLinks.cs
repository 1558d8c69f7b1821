using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Media;

/// <summary>
/// Links by which one other server, which fetches pictures without signing, may have one photo. A link names the photo and the host and
/// is sealed with the host's own secret: it cannot be guessed, and works for no other photo. It opens while the host has a follower who may see
/// the photo, and lives again when one comes back, since servers keep posts with their links; it ends for good when the owner renews the secret.
/// </summary>
public static partial class MediaLinks
{
    private const int SealLength = 16;

    /// <summary>Stands in a stored activity where each receiving host gets a link of its own.</summary>
    public static string Placeholder(Photo photo) => $"privatefed-photo:{photo.Id:N}";

    public static string For(Guid photoId, RemoteHost host, Addresses addresses) =>
        addresses.MediaLink($"{photoId:N}/{host.Id:N}/{Convert.ToHexStringLower(Seal(photoId, host))}");

    /// <summary>The same for a member's picture; null when there is none.</summary>
    public static string? AvatarPlaceholder(Guid? avatarId) => avatarId is { } id ? $"privatefed-avatar:{id:N}" : null;

    /// <summary>A link to a member's picture: for the one host, and for this picture alone.</summary>
    public static string ForAvatar(Guid avatarId, RemoteHost host, Addresses addresses) =>
        addresses.MediaLink($"avatars/{avatarId:N}/{host.Id:N}/{Convert.ToHexStringLower(Seal(avatarId, host))}");

    /// <summary>The document with every placeholder replaced by a link for <paramref name="host"/>.</summary>
    public static string Fill(string document, RemoteHost host, Addresses addresses) =>
        Placeholders().Replace(document, match => Guid.ParseExact(match.Groups["id"].ValueSpan, "N") is var id && match.Groups["kind"].ValueSpan is "avatar"
            ? ForAvatar(id, host, addresses)
            : For(id, host, addresses));

    public static bool IsSealedBy(RemoteHost host, Guid photoId, string seal) =>
        seal.Length == 2 * SealLength && seal.All(char.IsAsciiHexDigitLower)
        && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(seal), Seal(photoId, host));

    /// <summary>16 bytes that are those of one photo for one host, and say neither. They stay when links are made new: the picture is the same.</summary>
    public static byte[] MarkOf(RemoteHost host, Guid photoId) => SHA256.HashData([.. photoId.ToByteArray(), .. host.Id.ToByteArray()])[..SealLength];

    private static byte[] Seal(Guid photoId, RemoteHost host) => HMACSHA256.HashData(host.LinkKey, photoId.ToByteArray())[..SealLength];

    // Only where it stands as a whole JSON string: text that an author typed stays as it is.
    [GeneratedRegex("(?<=\"url\":\")privatefed-(?<kind>photo|avatar):(?<id>[0-9a-f]{32})(?=\")")]
    private static partial Regex Placeholders();
}
