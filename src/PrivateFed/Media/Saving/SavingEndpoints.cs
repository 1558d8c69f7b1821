using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Media.Storing;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media.Saving;

/// <summary>
/// Serves photos to be saved: one as a JPEG, those of a post or an album as a ZIP. All go on from the middle when a download was
/// interrupted. What is not for the reader is answered like what does not exist.
/// </summary>
public static class SavingEndpoints
{
    private const string CacheControl = "private, no-cache";

    public static void MapSaving(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/photos/{id:guid}/full.jpg", ["GET", "HEAD"], PhotoAsync);
        routes.MapMethods("/posts/{id:guid}/photos.zip", ["GET", "HEAD"], PostAsync);
        routes.MapMethods("/albums/{id:guid}/photos.zip", ["GET", "HEAD"], AlbumAsync);
    }

    private static async Task<IResult> PhotoAsync(
        Guid id, HttpContext context, HouseDb db, PhotoFiles files, ReaderClock clock, CancellationToken cancellation)
    {
        if (context.LocalViewer() is not Viewer.Local viewer
            || await ReadSavedPhotos.OneAsync(db, viewer, id, cancellation) is not { } photo
            || await files.FindAsync(id, MakeRenditions.Full, cancellation) is not { } file)
        {
            return TypedResults.NotFound();
        }
        var date = SavedDate.DateOf(photo, clock);
        return Download(context, new DatedJpeg(file, date), "image/jpeg", SavedName.OfPhoto(photo, date.Day, photo.HasNumber ? 2 : 0),
            new EntityTagHeaderValue($"\"{file.ModifiedAt.UtcTicks:x}-{date.Clock.Ticks:x}{date.Offset?.TotalMinutes}\""));
    }

    private static async Task<IResult> PostAsync(
        Guid id, HttpContext context, HouseDb db, MakeArchive make, ReaderClock clock, CancellationToken cancellation) =>
        context.LocalViewer() is Viewer.Local viewer
        && await ReadSavedPhotos.OfPostAsync(db, viewer, id, cancellation) is { Count: > 0 } photos
            ? Zip(context, await make.MakeAsync(viewer, context.User.SessionId(), photos, clock, cancellation),
                SavedName.OfPost(photos[0].Post, DateOnly.FromDateTime(SavedDate.DateOf(photos[0].Post, clock).DateTime)))
            : TypedResults.NotFound();

    private static async Task<IResult> AlbumAsync(
        Guid id, HttpContext context, HouseDb db, MakeArchive make, ReaderClock clock, CancellationToken cancellation) =>
        context.LocalViewer() is Viewer.Local viewer
        && await db.VisibleAlbums(viewer).Where(album => album.Id == id).Select(album => album.Name)
            .SingleOrDefaultAsync(cancellation) is { } name
            ? Zip(context,
                await make.MakeAsync(viewer, context.User.SessionId(), await ReadSavedPhotos.OfAlbumAsync(db, viewer, id, cancellation),
                    clock, cancellation),
                SavedName.OfAlbum(name))
            : TypedResults.NotFound();

    private static IResult Zip(HttpContext context, Archive? archive, string name) => archive is null
        ? TypedResults.NotFound()
        : new CutWhenIncomplete(Download(context, archive.Zip, "application/zip", name, archive.Tag));

    private static IResult Download(HttpContext context, Stream contents, string type, string name, EntityTagHeaderValue tag)
    {
        context.Response.Headers.CacheControl = CacheControl;
        return TypedResults.Stream(contents, type, name, lastModified: null, tag, enableRangeProcessing: true);
    }

    /// <summary>
    /// Breaks the connection when a photo goes away during a download: then nobody takes the beginning for the whole, and going on asks the
    /// gate again.
    /// </summary>
    private sealed class CutWhenIncomplete(IResult download) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                await download.ExecuteAsync(httpContext);
            }
            catch (IOException)
            {
                httpContext.Abort();
            }
        }
    }
}
