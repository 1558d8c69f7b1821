using PrivateFed.Houses;
using PrivateFed.Media.Storing;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;

namespace PrivateFed.Theme;

/// <summary>
/// Serves the style sheet of an accent colour, and the house's picture. The style sheet depends on its address alone, and every house
/// serves one for any colour, so it reveals nothing about this house. The picture is served to members who have agreed, and to holders of
/// an invitation.
/// </summary>
public static class ThemeEndpoints
{
    /// <summary>
    /// Version of the way in which the sheet is made: browsers cache each address forever, so it goes up with every change.
    /// </summary>
    private const int Edition = 1;

    public static string StyleSheetPath(string hex) => $"/look/{Edition}/{hex}.css";

    public static string PicturePath(Guid id, string size) => $"/look/{id}/{size}";

    public static void MapTheme(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/look/{edition:int}/{colour:length(6)}.css", ["GET", "HEAD"], StyleSheet);
        routes.MapMethods("/look/{id:guid}/{size}", ["GET", "HEAD"], PictureAsync);
        routes.MapMethods("/join/{secret}/{size}", ["GET", "HEAD"], ForInvitedAsync);
    }

    private static IResult StyleSheet(int edition, string colour, HttpContext context)
    {
        if (edition != Edition || Colour.Parse(colour) is not { } chosen || chosen.Hex != colour)
        {
            return TypedResults.NotFound();
        }
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(Accent.StyleSheet(chosen), "text/css; charset=utf-8");
    }

    private static async Task<IResult> PictureAsync(
        Guid id, string size, HttpContext context, CurrentHouse house, MediaStorage storage, CancellationToken cancellation) =>
        context.User.HasAgreed() && (await house.FindAsync(cancellation))?.PictureId == id
            ? await FileAsync(context, storage, id, size, "private, max-age=31536000, immutable", cancellation)
            : TypedResults.NotFound();

    private static async Task<IResult> ForInvitedAsync(string secret, string size, HttpContext context, Join join, CurrentHouse house,
        MediaStorage storage, CancellationToken cancellation) =>
        await join.FindAsync(secret, cancellation) is not null && (await house.FindAsync(cancellation))?.PictureId is { } id
            ? await FileAsync(context, storage, id, size, "private, no-store", cancellation)
            : TypedResults.NotFound();

    private static async Task<IResult> FileAsync(
        HttpContext context, MediaStorage storage, Guid id, string size, string cacheControl, CancellationToken cancellation) =>
        size is HousePicture.Small or HousePicture.Large
            ? ServeStored.File(
                context, await storage.FindAsync(MediaKeys.HousePicture(id, size), cancellation), "image/webp", cacheControl)
            : TypedResults.NotFound();
}
