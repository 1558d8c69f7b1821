using System.Text.Json.Nodes;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Posts.ActivityPub;

namespace PrivateFed.Federation.Collections;

/// <summary>Maps the collections.</summary>
public static class CollectionRoutes
{
    private static readonly string[] ReadMethods = ["GET", "HEAD"];

    public static void MapCollections(this IEndpointRouteBuilder routes)
    {
        OfAuthor(routes, "outbox", OutboxCollection.CollectionAsync);
        OfAuthor(routes, "outbox/page/{place?}", OutboxCollection.PageAsync);
        OfAuthor(routes, "featured", Featured.CollectionAsync);
        OfAuthor(routes, "followers", OwnFollowers.CollectionAsync);
        OfAuthor(routes, "followers/page/{place?}", OwnFollowers.PageAsync);
        OfAuthor(routes, "followers_synchronization", OwnFollowers.WholeAsync);
        // No local actor follows anybody, but servers request the collection anyway.
        OfAuthor(routes, "following", (request, author, _) =>
            Task.FromResult(CollectionDocument.Whole(request.Addresses.Following(author.Handle), [])));
        OfPost(routes, "replies", Replies.CollectionAsync);
        OfPost(routes, "replies/page/{place?}", Replies.PageAsync);
    }

    private static void OfAuthor(
        IEndpointRouteBuilder routes, string path, Func<CollectionRequest, Actor, CancellationToken, Task<JsonObject>> build) =>
        routes.MapMethods($"/users/{{handle}}/{path}", ReadMethods,
            (HttpContext context, string handle, string? place, AnswerCollections answer, CancellationToken cancellation) =>
                answer.OfAuthorAsync(context, handle, place, build, cancellation));

    private static void OfPost(IEndpointRouteBuilder routes, string path,
        Func<CollectionRequest, Guid, CancellationToken, Task<JsonObject>> build) =>
        routes.MapMethods($"/posts/{{id:guid}}/{path}", ReadMethods,
            (HttpContext context, Guid id, string? place, AnswerCollections answer, CancellationToken cancellation) =>
                answer.OfPostAsync(context, id, place, build, cancellation));
}
