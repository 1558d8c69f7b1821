using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Operations;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Collections;

/// <summary>A question that may be answered: somebody who was let in, or the server of somebody who was, asks for a collection.</summary>
/// <param name="Db">The house.</param>
/// <param name="Addresses">Of the house.</param>
/// <param name="Viewer">Who asks.</param>
/// <param name="HostId">From which server.</param>
/// <param name="From">Where the page begins that is asked for; null for the first.</param>
public sealed record Asked(HouseDb Db, Addresses Addresses, Viewer Viewer, Guid HostId, PostPlace? From);

/// <summary>
/// Answers other servers that ask for a collection. Who was not let in gets the answer that they get for the collections of nobody.
/// </summary>
public sealed class AnswerCollections(CurrentHouse house, HouseDb db, VerifySigner verify)
{
    public async Task<IResult> OfAuthorAsync(
        HttpContext context, string handle, string? place, Func<Asked, Actor, CancellationToken, Task<JsonObject>> tell, CancellationToken cancellation) =>
        await AskedAsync(context, place, cancellation) is { } asked
        && await db.PublicActors().AsNoTracking().SingleOrDefaultAsync(actor => actor.Handle == handle, cancellation) is { } author
            ? DocumentEndpoints.Document(await tell(asked, author, cancellation))
            : TypedResults.NotFound();

    public async Task<IResult> OfPostAsync(
        HttpContext context, Guid postId, string? place, Func<Asked, Guid, CancellationToken, Task<JsonObject>> tell, CancellationToken cancellation) =>
        await AskedAsync(context, place, cancellation) is { } asked
        && await db.VisiblePosts(asked.Viewer).AnyAsync(post => post.Id == postId, cancellation)
            ? DocumentEndpoints.Document(await tell(asked, postId, cancellation))
            : TypedResults.NotFound();

    private async Task<Asked?> AskedAsync(HttpContext context, string? place, CancellationToken cancellation)
    {
        var from = PostPlace.Parse(place);
        if ((place is not null && from is null) || await verify.ReaderAsync(context.Request, cancellation) is not { } signer)
        {
            return null;
        }
        var viewer = await InstanceActors.ViewerOfAsync(db, signer, cancellation);
        return await db.IsAcceptedAsync(viewer, cancellation) ? new Asked(db, house.Addresses, viewer, signer.HostId, from) : null;
    }
}
