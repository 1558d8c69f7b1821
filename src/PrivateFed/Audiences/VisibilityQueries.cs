using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>The one gate: what a viewer may see. Every read of posts, comments, photos or albums for a viewer starts here.</summary>
public static class VisibilityQueries
{
    /// <summary>The posts that the viewer may see, without deleted ones.</summary>
    public static IQueryable<Post> VisiblePosts(this HouseDb db, Viewer viewer) =>
        db.PostsMeantFor(viewer).Where(post => post.DeletedAt == null);

    /// <summary>The posts that the viewer may see, including deleted ones that they could see otherwise.</summary>
    public static IQueryable<Post> PostsMeantFor(this HouseDb db, Viewer viewer) => viewer switch
    {
        Viewer.Local { Role: Role.Owner } => db.Posts,
        Viewer.Local local => db.Posts.Where(post =>
            post.AuthorId == local.MemberId
            || post.Audience == Audience.Everyone
            || post.Circles.Any(circle => circle.Members.Any(member => member.Id == local.MemberId))),
        Viewer.Remote remote => db.Posts.Where(post =>
            db.Follows.Any(follow => follow.RemoteActorId == remote.RemoteActorId && follow.State == FollowState.Accepted)
            && (post.Audience == Audience.Everyone
                || post.Circles.Any(circle => circle.Followers.Any(follower => follower.Id == remote.RemoteActorId)))),
        Viewer.Host host => db.Posts.Where(post =>
            db.Follows.Any(follow => follow.RemoteActor.HostId == host.HostId && follow.State == FollowState.Accepted
                && (post.Audience == Audience.Everyone
                    || post.Circles.Any(circle => circle.Followers.Any(follower => follower.Id == follow.RemoteActorId))))),
        _ => db.Posts.Where(_ => false),
    };

    /// <summary>
    /// The reverse: the members who may see a post, even one without a row yet. The rule is that of <see cref="PostsMeantFor"/>.
    /// </summary>
    /// <param name="post">With its circles.</param>
    public static IQueryable<Member> MembersWhoMaySee(this HouseDb db, Post post)
    {
        var members = db.Members.Where(member => member.RemovedAt == null);
        if (post.Audience == Audience.Everyone)
        {
            return members;
        }
        var circleIds = post.Circles.Select(circle => circle.Id).ToList();
        return members.Where(member => member.Role == Role.Owner || member.Id == post.AuthorId
            || db.Circles.Any(circle => circleIds.Contains(circle.Id) && circle.Members.Any(other => other.Id == member.Id)));
    }

    /// <summary>The comments on posts that the viewer may see, without deleted ones.</summary>
    public static IQueryable<Comment> VisibleComments(this HouseDb db, Viewer viewer) =>
        db.VisiblePosts(viewer).SelectMany(post => post.Comments).Where(comment => comment.DeletedAt == null);

    /// <summary>The comments that the viewer may see, including those that are deleted themselves or whose post is deleted.</summary>
    public static IQueryable<Comment> CommentsMeantFor(this HouseDb db, Viewer viewer) =>
        db.PostsMeantFor(viewer).SelectMany(post => post.Comments);

    /// <summary>The photos of visible posts and comments, and the viewer's own unpublished uploads.</summary>
    public static IQueryable<Photo> VisiblePhotos(this HouseDb db, Viewer viewer)
    {
        var posts = db.VisiblePosts(viewer).Select(post => (Guid?)post.Id);
        var uploader = (viewer as Viewer.Local)?.MemberId;
        var comments = db.VisibleComments(viewer);
        return db.Photos.Where(photo => posts.Contains(photo.PostId)
            || (photo.CommentId != null && comments.Any(comment => comment.Id == photo.CommentId))
            || (photo.PostId == null && photo.CommentId == null && photo.UploadedById == uploader));
    }

    /// <summary>The albums with a photo that the viewer may see, and the viewer's own. Albums are only for members.</summary>
    public static IQueryable<Album> VisibleAlbums(this HouseDb db, Viewer.Local viewer)
    {
        var photos = db.VisiblePhotos(viewer).Select(photo => photo.Id);
        return db.Albums.Where(album => album.CreatedById == viewer.MemberId || album.Photos.Any(entry => photos.Contains(entry.PhotoId)));
    }

    /// <summary>Whether a remote viewer has access at all: an accepted follower, or a server that has one.</summary>
    public static Task<bool> IsAcceptedAsync(this HouseDb db, Viewer viewer, CancellationToken cancellation) => viewer switch
    {
        Viewer.Host host => db.AcceptedFollowsFrom(host.HostId).AnyAsync(cancellation),
        Viewer.Remote remote => db.Follows.AnyAsync(follow => follow.State == FollowState.Accepted
            && follow.RemoteActorId == remote.RemoteActorId, cancellation),
        _ => Task.FromResult(false),
    };

    /// <summary>Everybody on other servers who has access.</summary>
    public static IQueryable<RemoteActor> AcceptedFollowers(this HouseDb db) =>
        db.RemoteActors.Where(actor => actor.Follows.Any(follow => follow.State == FollowState.Accepted));

    /// <summary>The accepted follows from a server.</summary>
    public static IQueryable<Follow> AcceptedFollowsFrom(this HouseDb db, Guid hostId) =>
        db.Follows.Where(follow => follow.State == FollowState.Accepted && follow.RemoteActor.HostId == hostId);
}
