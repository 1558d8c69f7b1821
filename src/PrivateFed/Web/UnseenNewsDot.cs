using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>Whether the bell has a dot; the dot shows no number.</summary>
internal static class UnseenNewsDot
{
    /// <summary>One small query for each page; error pages make none.</summary>
    public static async Task<bool> ShowsAsync(HttpContext context) =>
        context.Response.StatusCode < StatusCodes.Status500InternalServerError && context.LocalViewer() is Viewer.Local reader
        && await context.RequestServices.GetRequiredService<HouseDb>().HasUnseenNewsAsync(reader, context.RequestAborted);
}
