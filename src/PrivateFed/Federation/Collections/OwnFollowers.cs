using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Follows;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Collections;

/// <summary>An author's followers: to each server its own, whom it knows anyway, and never those of another.</summary>
public static class OwnFollowers
{
    public static async Task<JsonObject> CollectionAsync(Asked asked, Actor author, CancellationToken cancellation) =>
        CollectionDocument.Paged(asked.Addresses.Followers(author.Handle), await FollowsFrom(asked.Db, author.Id, asked.HostId).CountAsync(cancellation));

    public static async Task<JsonObject> PageAsync(Asked asked, Actor author, CancellationToken cancellation)
    {
        var follows = FollowsFrom(asked.Db, author.Id, asked.HostId);
        if (asked.From is { At: var at, Id: var id })
        {
            follows = follows.Where(follow => follow.RequestedAt < at || (follow.RequestedAt == at && follow.Id < id));
        }
        var page = await follows.OrderByDescending(follow => follow.RequestedAt).ThenByDescending(follow => follow.Id)
            .Take(CollectionDocument.PageSize + 1).Select(follow => new { follow.RemoteActor.Uri, follow.RequestedAt, follow.Id }).ToListAsync(cancellation);
        return CollectionDocument.Page(
            asked.Addresses.Followers(author.Handle), asked.From, page, follow => JsonValue.Create(follow.Uri), follow => new PostPlace(follow.RequestedAt, follow.Id));
    }

    /// <summary>All at once, for a server that found that it believes something else (FEP-8fcf).</summary>
    public static async Task<JsonObject> WholeAsync(Asked asked, Actor author, CancellationToken cancellation) =>
        CollectionDocument.Whole(
            asked.Addresses.FollowersSynchronization(author.Handle),
            await FollowsFrom(asked.Db, author.Id, asked.HostId).Select(follow => follow.RemoteActor.Uri).Order().ToListAsync(cancellation));

    public static IQueryable<Follow> FollowsFrom(HouseDb db, Guid actorId, Guid hostId) =>
        db.AcceptedFollowsFrom(hostId).Where(follow => follow.ActorId == actorId);
}
