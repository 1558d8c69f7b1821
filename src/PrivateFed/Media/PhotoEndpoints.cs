using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Serves files: to signed-in members by page URL, to other servers by media link. Each request passes the gate.</summary>
public static class PhotoEndpoints
{
    private const string CacheControl = "private, no-cache";

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/photos/{id:guid}/{size}", ["GET", "HEAD"], ForPageAsync);
        routes.MapMethods("/faces/{id:guid}.webp", ["GET", "HEAD"], FaceAsync).RequireAuthorization();
        routes.MapMethods("/emoji/{id:guid}.webp", ["GET", "HEAD"], EmojiAsync);
        routes.MapMethods("/media/avatars/{avatar}/{host}/{seal}.jpg", ["GET", "HEAD"], AvatarForHostAsync);
        routes.MapMethods("/media/{photo}/{host}/{seal}.jpg", ["GET", "HEAD"], ForHostAsync);
    }

    private static async Task<IResult> ForPageAsync(
        Guid id, string size, HttpContext context, HouseDb db, PhotoFiles files, CancellationToken cancellation) =>
        PhotoFiles.Sizes.Contains(size)
            && await db.VisiblePhotos(context.LocalViewer()).AnyAsync(photo => photo.Id == id, cancellation)
            ? File(context, files.FileOf(id, size), "image/webp")
            : TypedResults.NotFound();

    /// <summary>The avatar of a member or a remote actor, for every member.</summary>
    private static async Task<IResult> FaceAsync(
        Guid id, HttpContext context, HouseDb db, Settings settings, CancellationToken cancellation) =>
        context.User.HasAgreed() && await db.RemoteActors.AnyAsync(actor => actor.Id == id && actor.HasPicture, cancellation)
            ? File(context, FetchAvatar.FileOf(settings, id), "image/webp")
            : await db.Members.AnyAsync(member => member.AvatarId == id, cancellation)
                ? File(context, AvatarFiles.FileOf(settings, id, AvatarFiles.ForPages), "image/webp")
                : TypedResults.NotFound();

    /// <summary>A custom emoji of another server, for every member.</summary>
    private static async Task<IResult> EmojiAsync(
        Guid id, HttpContext context, HouseDb db, Settings settings, CancellationToken cancellation) =>
        context.User.HasAgreed() && await db.CustomEmojis.AnyAsync(emoji => emoji.Id == id && emoji.HasPicture, cancellation)
            ? File(context, MakeEmoji.FileOf(settings, id), "image/webp")
            : TypedResults.NotFound();

    /// <summary>The avatar of a member, for a server with an accepted follower.</summary>
    private static async Task<IResult> AvatarForHostAsync(
        string avatar, string host, string seal, HttpContext context, HouseDb db, Settings settings, CancellationToken cancellation) =>
        Guid.TryParseExact(avatar, "N", out var avatarId) && Guid.TryParseExact(host, "N", out var hostId)
            && await db.RemoteHosts.AsNoTracking().SingleOrDefaultAsync(known => known.Id == hostId, cancellation) is { } remoteHost
            && MediaLinks.HasValidMac(remoteHost, avatarId, seal)
            && await db.Members.AnyAsync(member => member.AvatarId == avatarId, cancellation)
            && await db.IsAcceptedAsync(new Viewer.Host(hostId), cancellation)
                ? File(context, AvatarFiles.FileOf(settings, avatarId, AvatarFiles.ForServers), "image/jpeg")
                : TypedResults.NotFound();

    private static async Task<IResult> ForHostAsync(
        string photo, string host, string seal, HttpContext context, HouseDb db, PhotoFiles files, CancellationToken cancellation) =>
        await MediaLinks.FindAsync(db, photo, host, seal, cancellation) is var (photoId, remoteHost)
            && await db.VisiblePhotos(new Viewer.Host(remoteHost.Id)).AnyAsync(visible => visible.Id == photoId, cancellation)
            ? Marked(context, files.FileOf(photoId, MakeRenditions.Full), MediaLinks.MarkOf(remoteHost, photoId))
            : TypedResults.NotFound();

    private static IResult Marked(HttpContext context, string file, byte[] mark)
    {
        context.Response.Headers.CacheControl = CacheControl;
        try
        {
            return TypedResults.Stream(new MarkedJpeg(file, mark), "image/jpeg", lastModified: null, entityTag: TagOf(file),
                enableRangeProcessing: true);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return TypedResults.NotFound();
        }
    }

    /// <summary>A browser may cache the file, but revalidates it on each use; a proxy may not cache it.</summary>
    internal static IResult File(HttpContext context, string file, string type)
    {
        context.Response.Headers.CacheControl = CacheControl;
        return System.IO.File.Exists(file)
            ? TypedResults.PhysicalFile(file, type, lastModified: null, entityTag: TagOf(file), enableRangeProcessing: true)
            : TypedResults.NotFound();
    }

    private static EntityTagHeaderValue TagOf(string file) => new($"\"{System.IO.File.GetLastWriteTimeUtc(file).Ticks:x}\"");
}
