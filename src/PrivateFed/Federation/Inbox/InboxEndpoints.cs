using Microsoft.AspNetCore.Mvc;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Federation.Inbox;

/// <summary>Maps the inboxes: the shared one of the house, and one each for its authors and the instance actor.</summary>
public static class InboxEndpoints
{
    public static void MapInboxes(this IEndpointRouteBuilder routes)
    {
        var inboxes = routes.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(ReadDocument.Size));
        inboxes.MapPost("/inbox", (HttpContext context, ReceiveActivity receive) => receive.HandleAsync(context, handle: null));
        inboxes.MapPost("/actor/inbox",
            (HttpContext context, ReceiveActivity receive) => receive.HandleAsync(context, Actor.InstanceHandle));
        inboxes.MapPost("/users/{handle}/inbox",
            (HttpContext context, string handle, ReceiveActivity receive) => receive.HandleAsync(context, handle));
    }
}
