using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media.Storing;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Media.Films;

/// <summary>
/// Serves films in pieces, as players ask for them: to signed-in members by page URL, to other servers by media link. Each request passes
/// the gate.
/// </summary>
public static class FilmEndpoints
{
    public static void MapFilms(this IEndpointRouteBuilder routes)
    {
        foreach (var name in (string[])[FilmFiles.Large, FilmFiles.Small])
        {
            routes.MapMethods($"/photos/{{id:guid}}/{name}", ["GET", "HEAD"],
                (Guid id, HttpContext context, HouseDb db, PhotoFiles files, CancellationToken cancellation) =>
                    ForPageAsync(id, name, context, db, files, cancellation));
        }
        routes.MapMethods("/media/{photo}/{host}/{seal}.mp4", ["GET", "HEAD"], ForHostAsync);
    }

    private static async Task<IResult> ForPageAsync(
        Guid id, string name, HttpContext context, HouseDb db, PhotoFiles files, CancellationToken cancellation) =>
        await FindAsync(db, context.LocalViewer(), id, cancellation) is { } film
            ? ServeStored.File(context, await files.FindAsync(id, name, cancellation), film.MediaType)
            : TypedResults.NotFound();

    private static async Task<IResult> ForHostAsync(
        string photo, string host, string seal, HttpContext context, HouseDb db, PhotoFiles files, CancellationToken cancellation) =>
        await MediaLinks.FindAsync(db, photo, host, seal, cancellation) is var (photoId, remoteHost)
            && await FindAsync(db, new Viewer.Host(remoteHost.Id), photoId, cancellation) is { } film
            ? ServeStored.File(context, await files.FindForServersAsync(photoId, cancellation), film.MediaType)
            : TypedResults.NotFound();

    private static Task<Film?> FindAsync(HouseDb db, Viewer viewer, Guid photoId, CancellationToken cancellation) =>
        db.VisiblePhotos(viewer).AsNoTracking().Where(photo => photo.Id == photoId && photo.Film!.State == FilmState.Ready)
            .Select(photo => photo.Film).SingleOrDefaultAsync(cancellation);
}
