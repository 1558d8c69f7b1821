using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>Whether the bell has a dot; it never says how much is new.</summary>
internal static class NewsDot
{
    /// <summary>One small question for each page; a page that says that something went wrong asks nothing.</summary>
    public static async Task<bool> ShowsAsync(HttpContext context) =>
        context.Response.StatusCode < StatusCodes.Status500InternalServerError && context.LocalViewer() is Viewer.Local reader
        && await context.RequestServices.GetRequiredService<HouseDb>().HasUnseenNewsAsync(reader, context.RequestAborted);
}
