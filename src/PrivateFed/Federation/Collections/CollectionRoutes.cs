using System.Text.Json.Nodes;
using PrivateFed.Actors;

namespace PrivateFed.Federation.Collections;

/// <summary>Which collections there are, and where.</summary>
public static class CollectionRoutes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static void MapCollections(this IEndpointRouteBuilder routes)
    {
        OfAuthor(routes, "outbox", OutboxCollection.CollectionAsync);
        OfAuthor(routes, "outbox/page/{place?}", OutboxCollection.PageAsync);
        OfAuthor(routes, "featured", Featured.CollectionAsync);
        OfAuthor(routes, "followers", OwnFollowers.CollectionAsync);
        OfAuthor(routes, "followers/page/{place?}", OwnFollowers.PageAsync);
        OfAuthor(routes, "followers_synchronization", OwnFollowers.WholeAsync);
        // Nobody here follows anybody; servers ask all the same.
        OfAuthor(routes, "following", (asked, author, _) => Task.FromResult(CollectionDocument.Whole(asked.Addresses.Following(author.Handle), [])));
        OfPost(routes, "replies", Replies.CollectionAsync);
        OfPost(routes, "replies/page/{place?}", Replies.PageAsync);
    }

    private static void OfAuthor(IEndpointRouteBuilder routes, string path, Func<Asked, Actor, CancellationToken, Task<JsonObject>> tell) =>
        routes.MapMethods($"/users/{{handle}}/{path}", Reading,
            (HttpContext context, string handle, string? place, AnswerCollections answer, CancellationToken cancellation) =>
                answer.OfAuthorAsync(context, handle, place, tell, cancellation));

    private static void OfPost(IEndpointRouteBuilder routes, string path, Func<Asked, Guid, CancellationToken, Task<JsonObject>> tell) =>
        routes.MapMethods($"/posts/{{id:guid}}/{path}", Reading,
            (HttpContext context, Guid id, string? place, AnswerCollections answer, CancellationToken cancellation) =>
                answer.OfPostAsync(context, id, place, tell, cancellation));
}
