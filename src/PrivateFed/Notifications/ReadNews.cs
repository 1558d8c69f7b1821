using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>A piece of news, as pages, emails and pushes show it.</summary>
/// <param name="Who">The person who posted, commented or sent a follow request.</param>
/// <param name="Host">Their server, if they are elsewhere.</param>
/// <param name="PersonId">The remote actor who sent the follow request.</param>
/// <param name="PostAuthorId">The author of the post, or of the post that the comment belongs to.</param>
/// <param name="WriterId">The member who commented; null for a follower.</param>
/// <param name="Html">Their words, sanitised.</param>
/// <param name="Warning">The words before a folded text, or "".</param>
public sealed record ShownNews(
    Guid Id, NewsKind Kind, DateTimeOffset At, DateTimeOffset? SeenAt, Guid? PostId, Guid? CommentId, Guid? PersonId, string? About,
    string? Who, string? Host, Guid? PostAuthorId, string? PostAuthor, Guid? WriterId, string Html, string Warning, int Photos)
{
    /// <summary>Of whoever posted, wrote or asks: it chooses the colour of their face; null where nobody did.</summary>
    public Guid? FaceId { get; init; }

    /// <summary>Their picture; null when they have none.</summary>
    public Guid? PictureId { get; init; }

    /// <summary>The comment's photo, or else the first photo of the post that it is about.</summary>
    public Guid? PhotoId { get; init; }
}

/// <summary>Reads a member's news through the gate: what they may not see, or not any more, is no news to them.</summary>
public static class ReadNews
{
    public static IQueryable<News> VisibleNews(this HouseDb db, Viewer.Local reader)
    {
        var posts = db.VisiblePosts(reader).Select(post => (Guid?)post.Id);
        var isOwner = reader.Role == Role.Owner;
        return db.News.Where(news => news.MemberId == reader.MemberId
            && (isOwner || news.Kind == NewsKind.Post || news.Kind == NewsKind.Comment || news.Kind == NewsKind.Access)
            && (news.PostId == null || posts.Contains(news.PostId))
            && (news.CommentId == null || (news.Comment != null && news.Comment.DeletedAt == null))
            && (news.FollowId == null || news.Follow!.State == FollowState.Requested));
    }

    public static IQueryable<ShownNews> Shown(this IQueryable<News> news) => news.AsNoTracking().Select(one => new ShownNews(
        one.Id, one.Kind, one.At, one.SeenAt, one.PostId, one.CommentId,
        one.Follow != null ? one.Follow.RemoteActorId : null,
        one.About,
        one.Follow != null ? one.Follow.RemoteActor.Name
            : one.Comment == null ? one.Post!.Author.Name
            : one.Comment.Member != null ? one.Comment.Member.Name : one.Comment.RemoteActor!.Name,
        one.Follow != null ? one.Follow.RemoteActor.Host.Name : one.Comment != null && one.Comment.RemoteActor != null
            ? one.Comment.RemoteActor.Host.Name
            : null,
        one.Post != null ? one.Post.AuthorId : null,
        one.Post!.Author.Name,
        one.Comment != null ? one.Comment.MemberId : null,
        (one.Comment != null ? one.Comment.Html : one.Post != null ? one.Post.Html : null) ?? "",
        (one.Comment != null ? one.Comment.Warning : null) ?? "",
        one.Comment == null && one.Post != null ? one.Post.Photos.Count : 0)
    {
        FaceId = one.Follow != null ? one.Follow.RemoteActorId
            : one.Comment != null ? one.Comment.MemberId ?? one.Comment.RemoteActorId
            : one.Post != null ? one.Post.AuthorId : null,
        PictureId = one.Follow != null ? (one.Follow.RemoteActor.HasPicture ? one.Follow.RemoteActorId : null)
            : one.Comment == null ? one.Post!.Author.AvatarId
            : one.Comment.Member != null ? one.Comment.Member.AvatarId
            : one.Comment.RemoteActor!.HasPicture ? one.Comment.RemoteActorId : null,
        PhotoId = one.Comment != null && one.Comment.Photo != null ? one.Comment.Photo.Id
            : one.Post!.Photos.OrderBy(photo => photo.Position).Select(photo => (Guid?)photo.Id).FirstOrDefault(),
    });

    /// <summary>
    /// The recipient of emails and pushes, as a viewer for the gate; null if they are no member any more or have not consented.
    /// </summary>
    public static async Task<Viewer.Local?> ViewerAsync(HouseDb db, Guid memberId, CancellationToken cancellation)
    {
        var role = await db.Members.Where(member => member.Id == memberId && member.RemovedAt == null
                && (member.Role == Role.Owner || db.Consents.Any(consent => consent.MemberId == memberId && consent.WithdrawnAt == null)))
            .Select(member => (Role?)member.Role).SingleOrDefaultAsync(cancellation);
        return role is null ? null : new Viewer.Local(memberId, role.Value);
    }

    /// <summary>Whether there is unseen news, for the dot on the bell.</summary>
    public static Task<bool> HasUnseenNewsAsync(this HouseDb db, Viewer.Local reader, CancellationToken cancellation) =>
        db.VisibleNews(reader).AnyAsync(news => news.SeenAt == null, cancellation);

    public static Task MarkSeenAsync(HouseDb db, Guid memberId, DateTimeOffset now, CancellationToken cancellation) =>
        db.News.Where(news => news.MemberId == memberId && news.SeenAt == null && news.At <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(news => news.SeenAt, now), cancellation);
}
