using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>
/// Checks the session again when a form has been received completely, since a form or a photo may take long to arrive. A request whose
/// session ended in the meantime changes nothing.
/// </summary>
public sealed class RecheckSession(HouseDb db) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (request, user) = (context.HttpContext.Request, context.HttpContext.User);
        if (HttpMethods.IsPost(request.Method) && Guid.TryParse(user.FindFirst(Sessions.SessionIdClaim)?.Value, out var id)
            && !await db.Sessions.AnyAsync(session => session.Id == id
            && session.Member.RemovedAt == null, context.HttpContext.RequestAborted))
        {
            context.Result = new ChallengeResult();
            return;
        }
        await next();
    }
}
