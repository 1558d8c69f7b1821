using System.Globalization;
using System.Text.Json.Nodes;
using PrivateFed.Look;
using PrivateFed.Operations;

namespace PrivateFed.Web;

/// <summary>
/// What a phone needs to keep the house among its apps (W3C Web App Manifest). It names the house, so only who has agreed to its text gets it; whoever
/// may write finds the house among the places to which a phone shares photos.
/// </summary>
internal static class Manifest
{
    public static void MapManifest(this IEndpointRouteBuilder routes) => routes.MapGet("/manifest.webmanifest", AnswerAsync).RequireAuthorization();

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
            ["icons"] = new JsonArray(Icon("icon-192.png", 192, "any"), Icon("icon-512.png", 512, "any"), Icon("icon-maskable.png", 512, "maskable")),
        };
        if (context.User.MayPost())
        {
            manifest["share_target"] = ShareTarget();
        }
        return TypedResults.Text(manifest.ToJsonString(), "application/manifest+json");
    }

    private static JsonObject Icon(string file, int edge, string purpose) =>
        new() { ["src"] = $"/{file}", ["sizes"] = $"{edge}x{edge}", ["type"] = "image/png", ["purpose"] = purpose };

    /// <summary>Every kind of picture: of one that is not taken, the composer says why.</summary>
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
            ["files"] = new JsonArray(new JsonObject { ["name"] = "photos", ["accept"] = new JsonArray("image/*") }),
        },
    };
}
