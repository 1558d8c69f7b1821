using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Media.Storing;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Serves files: to signed-in members by page URL, to other servers by media link. Each request passes the gate.</summary>
public static class PhotoEndpoints
{
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
            ? ServeStored.File(context, await files.FindAsync(id, size, cancellation), "image/webp")
            : TypedResults.NotFound();

    /// <summary>The avatar of a member or a remote actor, for every member.</summary>
    private static async Task<IResult> FaceAsync(
        Guid id, HttpContext context, HouseDb db, MediaStorage storage, CancellationToken cancellation) =>
        context.User.HasAgreed() && await db.RemoteActors.AnyAsync(actor => actor.Id == id && actor.HasPicture, cancellation)
            ? ServeStored.File(context, await storage.FindAsync(MediaKeys.RemoteAvatar(id), cancellation), "image/webp")
            : await db.Members.AnyAsync(member => member.AvatarId == id, cancellation)
                ? ServeStored.File(
                    context, await storage.FindAsync(MediaKeys.Avatar(id, AvatarFiles.ForPages), cancellation), "image/webp")
                : TypedResults.NotFound();

    /// <summary>A custom emoji of another server, for every member.</summary>
    private static async Task<IResult> EmojiAsync(
        Guid id, HttpContext context, HouseDb db, MediaStorage storage, CancellationToken cancellation) =>
        context.User.HasAgreed() && await db.CustomEmojis.AnyAsync(emoji => emoji.Id == id && emoji.HasPicture, cancellation)
            ? ServeStored.File(context, await storage.FindAsync(MediaKeys.EmojiPicture(id), cancellation), "image/webp")
            : TypedResults.NotFound();

    /// <summary>The avatar of a member, for a server with an accepted follower.</summary>
    private static async Task<IResult> AvatarForHostAsync(
        string avatar, string host, string seal, HttpContext context, HouseDb db, MediaStorage storage, CancellationToken cancellation) =>
        Guid.TryParseExact(avatar, "N", out var avatarId) && Guid.TryParseExact(host, "N", out var hostId)
            && await db.RemoteHosts.AsNoTracking().SingleOrDefaultAsync(known => known.Id == hostId, cancellation) is { } remoteHost
            && MediaLinks.HasValidMac(remoteHost, avatarId, seal)
            && await db.Members.AnyAsync(member => member.AvatarId == avatarId, cancellation)
            && await db.IsAcceptedAsync(new Viewer.Host(hostId), cancellation)
                ? ServeStored.File(
                    context, await storage.FindAsync(MediaKeys.Avatar(avatarId, AvatarFiles.ForServers), cancellation), "image/jpeg")
                : TypedResults.NotFound();

    private static async Task<IResult> ForHostAsync(
        string photo, string host, string seal, HttpContext context, HouseDb db, PhotoFiles files, CancellationToken cancellation) =>
        await MediaLinks.FindAsync(db, photo, host, seal, cancellation) is var (photoId, remoteHost)
            && await db.VisiblePhotos(new Viewer.Host(remoteHost.Id)).AnyAsync(visible => visible.Id == photoId, cancellation)
            ? ServeStored.Spliced(context, await files.FindAsync(photoId, MakeRenditions.Full, cancellation),
                file => new MarkedJpeg(file, MediaLinks.MarkOf(remoteHost, photoId)))
            : TypedResults.NotFound();
}
