using System.Globalization;
using System.Text.Json.Nodes;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Theme;

namespace PrivateFed.Web;

/// <summary>
/// The manifest with which a phone installs the house as an app (W3C Web App Manifest). It contains the house's name, so only members who
/// have agreed to the house's text get it. For authors it also makes the house a target of the phone's share sheet.
/// </summary>
internal static class Manifest
{
    public static void MapManifest(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/manifest.webmanifest", AnswerAsync).RequireAuthorization();

    private static async Task<IResult> AnswerAsync(HttpContext context, CurrentHouse house, CancellationToken cancellation)
    {
        if (!context.User.HasAgreed() || await house.FindAsync(cancellation) is not { } here)
        {
            return TypedResults.NotFound();
        }
        var paper = $"#{Palette.LightPaper.Hex}";
        var manifest = new JsonObject
        {
            ["id"] = "/",
            ["name"] = here.Name,
            ["short_name"] = here.Name,
            ["lang"] = CultureInfo.CurrentUICulture.Name,
            ["start_url"] = "/",
            ["scope"] = "/",
            ["display"] = "standalone",
            ["background_color"] = paper,
            ["theme_color"] = paper,
            ["icons"] = new JsonArray(Icon("icon-192.png", 192, "any"), Icon("icon-512.png", 512, "any"),
                Icon("icon-maskable.png", 512, "maskable")),
        };
        if (context.User.MayPost())
        {
            manifest["share_target"] = ShareTarget();
        }
        return TypedResults.Text(manifest.ToJsonString(), "application/manifest+json");
    }

    private static JsonObject Icon(string file, int edge, string purpose) =>
        new() { ["src"] = $"/{file}", ["sizes"] = $"{edge}x{edge}", ["type"] = "image/png", ["purpose"] = purpose };

    /// <summary>Accepts every kind of image; for an unsupported one, the composer explains why it was refused.</summary>
    private static JsonObject ShareTarget() => new()
    {
        ["action"] = "/write/shared",
        ["method"] = "POST",
        ["enctype"] = "multipart/form-data",
        ["params"] = new JsonObject
        {
            ["title"] = "title",
            ["text"] = "text",
            ["url"] = "url",
            ["files"] = new JsonArray(new JsonObject { ["name"] = "photos", ["accept"] = new JsonArray("image/*", "video/*", "audio/*") }),
        },
    };
}
