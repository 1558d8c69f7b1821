using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Follows;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Collections;

/// <summary>An author's followers. Each server sees only its own, which it knows anyway.</summary>
public static class OwnFollowers
{
    public static async Task<JsonObject> CollectionAsync(CollectionRequest request, Actor author, CancellationToken cancellation) =>
        CollectionDocument.Paged(request.Addresses.Followers(author.Handle),
            await FollowsFrom(request.Db, author.Id, request.HostId).CountAsync(cancellation));

    public static async Task<JsonObject> PageAsync(CollectionRequest request, Actor author, CancellationToken cancellation)
    {
        var follows = FollowsFrom(request.Db, author.Id, request.HostId);
        if (request.From is { At: var at, Id: var id })
        {
            follows = follows.Where(follow => follow.RequestedAt < at || (follow.RequestedAt == at && follow.Id < id));
        }
        var page = await follows.OrderByDescending(follow => follow.RequestedAt).ThenByDescending(follow => follow.Id)
            .Take(CollectionDocument.PageSize + 1).Select(follow => new { follow.RemoteActor.Uri, follow.RequestedAt, follow.Id })
            .ToListAsync(cancellation);
        return CollectionDocument.Page(
            request.Addresses.Followers(author.Handle), request.From, page,
            follow => JsonValue.Create(follow.Uri), follow => new PostPlace(follow.RequestedAt, follow.Id));
    }

    /// <summary>All of a server's followers without pages, for a server whose own list differs (FEP-8fcf).</summary>
    public static async Task<JsonObject> WholeAsync(CollectionRequest request, Actor author, CancellationToken cancellation) =>
        CollectionDocument.Whole(
            request.Addresses.FollowersSynchronization(author.Handle),
            await FollowsFrom(request.Db, author.Id, request.HostId)
                .Select(follow => follow.RemoteActor.Uri).Order().ToListAsync(cancellation));

    public static IQueryable<Follow> FollowsFrom(HouseDb db, Guid actorId, Guid hostId) =>
        db.AcceptedFollowsFrom(hostId).Where(follow => follow.ActorId == actorId);
}
