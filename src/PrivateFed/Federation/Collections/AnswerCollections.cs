using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Collections;

/// <summary>An authorised request for a collection, by an accepted follower or by a server that has one.</summary>
/// <param name="Viewer">Who sent the request.</param>
/// <param name="HostId">The sender's host.</param>
/// <param name="From">Where the requested page begins; null for the first page.</param>
public sealed record CollectionRequest(HouseDb Db, Addresses Addresses, Viewer Viewer, Guid HostId, PostPlace? From);

/// <summary>
/// Answers other servers' requests for collections. Without an accepted follow, the answer is the same as for a collection that does not
/// exist.
/// </summary>
public sealed class AnswerCollections(CurrentHouse house, HouseDb db, VerifySigner verify)
{
    public async Task<IResult> OfAuthorAsync(
        HttpContext context, string handle, string? place, Func<CollectionRequest, Actor, CancellationToken, Task<JsonObject>> build,
            CancellationToken cancellation) =>
        await AuthorizeAsync(context, place, cancellation) is { } request
        && await db.PublicActors().AsNoTracking().SingleOrDefaultAsync(actor => actor.Handle == handle, cancellation) is { } author
            ? DocumentEndpoints.Document(await build(request, author, cancellation))
            : TypedResults.NotFound();

    public async Task<IResult> OfPostAsync(
        HttpContext context, Guid postId, string? place, Func<CollectionRequest, Guid, CancellationToken, Task<JsonObject>> build,
            CancellationToken cancellation) =>
        await AuthorizeAsync(context, place, cancellation) is { } request
        && await db.VisiblePosts(request.Viewer).AnyAsync(post => post.Id == postId, cancellation)
            ? DocumentEndpoints.Document(await build(request, postId, cancellation))
            : TypedResults.NotFound();

    private async Task<CollectionRequest?> AuthorizeAsync(HttpContext context, string? place, CancellationToken cancellation)
    {
        var from = PostPlace.Parse(place);
        if ((place is not null && from is null) || await verify.ReaderAsync(context.Request, cancellation) is not { } signer)
        {
            return null;
        }
        var viewer = await InstanceActors.ViewerOfAsync(db, signer, cancellation);
        return await db.IsAcceptedAsync(viewer, cancellation) ? new CollectionRequest(db, house.Addresses, viewer, signer.HostId, from)
            : null;
    }
}
