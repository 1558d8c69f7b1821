using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>
/// Sends members to the house's text before any other page until they have agreed to it: those who got their account from the operator, or
/// joined before agreement was required. Invited members agree when they join.
/// </summary>
internal static class RequireAgreement
{
    private static readonly string[] Exempt = ["/Welcome", "/Agreement", "/SignOut", "/NothingHere", "/Error", "/Confirm", "/Unsubscribe"];

    public static Task BeforeAnyPageAsync(HttpContext context, RequestDelegate next)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath;
        if (page is null || context.User.MemberId() is null || context.User.HasAgreed() || Exempt.Contains(page))
        {
            return next(context);
        }
        context.Response.Redirect("/welcome");
        return Task.CompletedTask;
    }
}
