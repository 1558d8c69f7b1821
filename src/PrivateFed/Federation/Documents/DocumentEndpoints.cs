using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// Answers other servers' requests for actors, posts and comments. What the requester may not see is answered like what does not exist.
/// </summary>
public sealed class DocumentEndpoints(CurrentHouse house, HouseDb db, VerifySigner verify)
{
    /// <summary>
    /// An actor: the stub for anybody, and the whole actor for an accepted follower or the instance actor of a server with one.
    /// </summary>
    public async Task<IResult> ActorAsync(HttpContext context, string handle, CancellationToken cancellation)
    {
        if (await db.Actors.AsNoTracking().SingleOrDefaultAsync(actor => actor.Handle == handle, cancellation) is not { } actor)
        {
            return TypedResults.NotFound();
        }
        if (handle == Actor.InstanceHandle)
        {
            return Document(ActorDocument.Stub(actor, house.Addresses));
        }
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == actor.MemberId, cancellation);
        if (!await db.FederatedActors().AnyAsync(known => known.Id == actor.Id, cancellation))
        {
            return TypedResults.NotFound();
        }
        if (actor.DeletedAt is not null)
        {
            return Document(ActorDocument.Tombstone(actor, house.Addresses), StatusCodes.Status410Gone);
        }
        if (await verify.ReaderAsync(context.Request, cancellation) is not { } signer
            || !await db.IsAcceptedAsync(await InstanceActors.ViewerOfAsync(db, signer, cancellation), cancellation))
        {
            return Document(ActorDocument.Stub(actor, house.Addresses));
        }
        var host = await db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Id == signer.HostId, cancellation);
        var icon = member.AvatarId is { } avatar ? MediaLinks.ForAvatar(avatar, host, house.Addresses) : null;
        return Document(ActorDocument.Whole(actor, member.Name, house.Addresses, icon));
    }

    /// <summary>A post: for an accepted follower in its audience, and for the instance actor of a server with one.</summary>
    public async Task<IResult> PostAsync(HttpContext context, Guid id, CancellationToken cancellation)
    {
        if (await verify.ReaderAsync(context.Request, cancellation) is not { } signer)
        {
            return TypedResults.NotFound();
        }
        var viewer = await InstanceActors.ViewerOfAsync(db, signer, cancellation);
        var post = await db.PostsMeantFor(viewer).AsNoTracking()
            .Include(post => post.Author.Actor).Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position))
            .SingleOrDefaultAsync(post => post.Id == id, cancellation);
        if (post is null)
        {
            return TypedResults.NotFound();
        }
        if (post.DeletedAt is not null)
        {
            return Document(NoteDocument.Tombstone(post, house.Addresses).WithContext(), StatusCodes.Status410Gone);
        }
        var host = await db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Id == signer.HostId, cancellation);
        var handle = post.Author.Actor.Handle;
        var address = await Readers.AddressAsync(db, post, host.Id, house.Addresses.Followers(handle), cancellation);
        var replies = await Replies.EmbeddedAsync(db, viewer, host.Id, post.Id, house.Addresses, cancellation);
        return Document(NoteDocument.Of(post, handle, address, replies, house.Addresses,
            photo => MediaLinks.For(photo, host, house.Addresses)).WithContext());
    }

    /// <summary>A member's comment: for anybody who may see its post. A remote comment is served by its own server.</summary>
    public async Task<IResult> CommentAsync(HttpContext context, Guid id, CancellationToken cancellation)
    {
        if (await verify.ReaderAsync(context.Request, cancellation) is not { } signer)
        {
            return TypedResults.NotFound();
        }
        var viewer = await InstanceActors.ViewerOfAsync(db, signer, cancellation);
        var comment = await db.CommentsMeantFor(viewer).Where(comment => comment.Id == id && comment.MemberId != null)
            .WithThread().AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (comment is null)
        {
            return TypedResults.NotFound();
        }
        if (comment.DeletedAt is not null)
        {
            return Document(CommentDocument.Tombstone(comment, house.Addresses).WithContext(), StatusCodes.Status410Gone);
        }
        var readers = (await ReadersOfComment.FindAsync(db, comment, cancellation)).Where(reader => reader.HostId == signer.HostId);
        var host = await db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Id == signer.HostId, cancellation);
        return Document(CommentDocument.Of(comment, CommentAddress.For(comment, [.. readers], house.Addresses), house.Addresses,
            photo => MediaLinks.For(photo, host, house.Addresses)).WithContext());
    }

    internal static ContentHttpResult Document(JsonObject document, int status = StatusCodes.Status200OK) =>
        TypedResults.Content(document.ToJsonString(WireJson.Options), ActivityJson.ContentType, statusCode: status);
}
