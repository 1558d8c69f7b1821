using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media.Films;
using PrivateFed.Storage;

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
    private const string PhotoExtension = "jpg";
    private const string FilmExtension = "mp4";

    /// <summary>The placeholder in a stored activity, replaced by each receiving host's own link.</summary>
    public static string Placeholder(Photo photo) => $"privatefed-{(IsFilm(photo) ? "film" : "photo")}:{photo.Id:N}";

    /// <summary>A link to a picture.</summary>
    public static string For(Guid photoId, RemoteHost host, Addresses addresses) => For(photoId, host, addresses, PhotoExtension);

    /// <summary>A link to a photo, or to the film that it stands for.</summary>
    public static string For(Photo photo, RemoteHost host, Addresses addresses) =>
        For(photo.Id, host, addresses, IsFilm(photo) ? FilmExtension : PhotoExtension);

    private static string For(Guid photoId, RemoteHost host, Addresses addresses, string extension) =>
        addresses.MediaLink($"{photoId:N}/{host.Id:N}/{Convert.ToHexStringLower(Mac(photoId, host))}", extension);

    /// <summary>A film that is not prepared yet is told of as the photo that stands for it.</summary>
    private static bool IsFilm(Photo photo) => photo.Film is { State: FilmState.Ready };

    /// <summary>The same for a member's avatar; null if there is none.</summary>
    public static string? AvatarPlaceholder(Guid? avatarId) => avatarId is { } id ? $"privatefed-avatar:{id:N}" : null;

    /// <summary>A link to a member's avatar, for one host and this avatar alone.</summary>
    public static string ForAvatar(Guid avatarId, RemoteHost host, Addresses addresses) =>
        addresses.MediaLink($"avatars/{avatarId:N}/{host.Id:N}/{Convert.ToHexStringLower(Mac(avatarId, host))}", PhotoExtension);

    /// <summary>Replaces every placeholder in a document by a link for <paramref name="host"/>.</summary>
    public static string Fill(string document, RemoteHost host, Addresses addresses) =>
        Placeholders().Replace(document, match => Guid.ParseExact(match.Groups["id"].ValueSpan, "N") is var id
            && match.Groups["kind"].ValueSpan is "avatar"
            ? ForAvatar(id, host, addresses)
            : For(id, host, addresses, match.Groups["kind"].ValueSpan is "film" ? FilmExtension : PhotoExtension));

    /// <summary>The photo and the host that a link is for; null if nobody was ever given that link, or it was renewed since.</summary>
    public static async Task<(Guid PhotoId, RemoteHost Host)?> FindAsync(
        HouseDb db, string photo, string host, string seal, CancellationToken cancellation) =>
        Guid.TryParseExact(photo, "N", out var photoId) && Guid.TryParseExact(host, "N", out var hostId)
            && await db.RemoteHosts.AsNoTracking().SingleOrDefaultAsync(known => known.Id == hostId, cancellation) is { } remoteHost
            && HasValidMac(remoteHost, photoId, seal)
            ? (photoId, remoteHost) : null;

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
    [GeneratedRegex("(?<=\"url\":\")privatefed-(?<kind>photo|film|avatar):(?<id>[0-9a-f]{32})(?=\")")]
    private static partial Regex Placeholders();
}
