using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>
/// Whoever was given an account by the operator, or was here before anybody was asked, reads the house's text and says yes before any page
/// is shown to them. The invited have done so when they come in.
/// </summary>
internal static class AskFirst
{
    private static readonly string[] ShownAllTheSame = ["/Welcome", "/Agreement", "/SignOut", "/NothingHere", "/Error", "/Confirm", "/Unsubscribe"];

    public static Task BeforeAnyPageAsync(HttpContext context, RequestDelegate next)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath;
        if (page is null || context.User.MemberId() is null || context.User.HasAgreed() || ShownAllTheSame.Contains(page))
        {
            return next(context);
        }
        context.Response.Redirect("/welcome");
        return Task.CompletedTask;
    }
}
