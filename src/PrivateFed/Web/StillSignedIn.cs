using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>
/// A form, or a photo, may take long to come. Who is signed in is read when it begins to, and again when all of it is here: whose access ended in between
/// changes nothing.
/// </summary>
public sealed class StillSignedIn(HouseDb db) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (request, user) = (context.HttpContext.Request, context.HttpContext.User);
        if (HttpMethods.IsPost(request.Method) && Guid.TryParse(user.FindFirst(Sessions.SessionIdClaim)?.Value, out var id)
            && !await db.Sessions.AnyAsync(session => session.Id == id && session.Member.RemovedAt == null, context.HttpContext.RequestAborted))
        {
            context.Result = new ChallengeResult();
            return;
        }
        await next();
    }
}
