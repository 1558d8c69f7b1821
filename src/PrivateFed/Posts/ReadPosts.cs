using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>Reads posts for pages with five queries, however many posts, each query through the gate.</summary>
public static class ReadPosts
{
    public const int PageSize = 20;

    /// <summary>As many as the grid shows; a post of its own shows all.</summary>
    public const int PhotosInTimeline = 7;

    private const int CommentsInTimeline = 3;

    /// <summary>The newest posts, or those older than <paramref name="before"/>.</summary>
    /// <param name="which">Chooses among the posts that the viewer may see.</param>
    public static async Task<PostPage> PageAsync(
        HouseDb db, Viewer viewer, PostPlace? before, Func<IQueryable<Post>, IQueryable<Post>> which, CancellationToken cancellation)
    {
        var shown = await Shown(which(db.VisiblePosts(viewer)).NewestFirst(before).Take(PageSize + 1)).ToListAsync(cancellation);
        var page = shown.Take(PageSize).ToList();
        return new PostPage(
            await WithPartsAsync(db, viewer, page, PhotosInTimeline, CommentsInTimeline, cancellation),
            shown.Count > PageSize ? page[^1].Place : null);
    }

    /// <summary>
    /// A page of the timeline. New posts and posts seen before never share a page: the page ends where the reader's last visit was, so that
    /// it can be read to its end, and older posts begin the next page.
    /// </summary>
    public static async Task<PostPage> TimelineAsync(
        HouseDb db, Viewer.Local reader, PostPlace? before, DateTimeOffset? newSince, CancellationToken cancellation)
    {
        var page = await PageAsync(db, reader, before, posts => posts, cancellation);
        var newPosts = page.Posts.TakeWhile(post => post.PublishedAt > newSince).ToList();
        var isNews = newPosts.Any(post => post.AuthorId != reader.MemberId);
        var endsHere = isNews && newPosts.Count < page.Posts.Count;
        return page with
        {
            Posts = endsHere ? newPosts : page.Posts,
            NextPlace = endsHere ? newPosts[^1].Place : page.NextPlace,
            HasNews = isNews,
            EndsAtLastVisit = endsHere,
        };
    }

    /// <summary>How much others have posted since the reader was last here; nothing on the first visit.</summary>
    public static async Task<NewPosts> CountNewAsync(
        HouseDb db, Viewer.Local reader, DateTimeOffset? newSince, CancellationToken cancellation)
    {
        var photos = newSince is null ? [] : await db.VisiblePosts(reader)
            .Where(post => post.PublishedAt > newSince && post.AuthorId != reader.MemberId)
            .Select(post => post.Photos.Count).ToListAsync(cancellation);
        return new NewPosts(photos.Count, photos.Sum());
    }

    /// <summary>These posts in this order, without those that the viewer may not see.</summary>
    public static async Task<IReadOnlyList<ShownPost>> ByIdsAsync(
        HouseDb db, Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var shown = await Shown(db.VisiblePosts(viewer)
            .Where(post => ids.Contains(post.Id))).ToDictionaryAsync(post => post.Id, cancellation);
        return await WithPartsAsync(db, viewer, [.. ids.Where(shown.ContainsKey)
            .Select(id => shown[id])], PhotosInTimeline, CommentsInTimeline, cancellation);
    }

    /// <summary>One post with everything that belongs to it; null when it does not exist or is not visible to this viewer.</summary>
    public static async Task<ShownPost?> FindAsync(HouseDb db, Viewer viewer, Guid id, CancellationToken cancellation)
    {
        var shown = await Shown(db.VisiblePosts(viewer).Where(post => post.Id == id)).ToListAsync(cancellation);
        return (await WithPartsAsync(db, viewer, shown, int.MaxValue, int.MaxValue, cancellation)).SingleOrDefault();
    }

    private static IQueryable<ShownPost> Shown(IQueryable<Post> posts) => posts.AsNoTracking().Select(post => new ShownPost(
        post.Id, post.AuthorId, post.Author.Name, post.Author.Actor.Handle, post.Html, post.Audience,
        post.PublishedAt, post.EditedAt, post.Photos.Count, post.Comments.Count(comment => comment.DeletedAt == null))
    {
        AvatarId = post.Author.AvatarId,
        LifeEvent = new LifeEvent(post.EventKind, post.Title, post.HappenedOn),
        AllowsSaving = post.AllowsSaving,
    });

    private static async Task<IReadOnlyList<ShownPost>> WithPartsAsync(
        HouseDb db, Viewer viewer, List<ShownPost> posts, int mostPhotos, int mostComments, CancellationToken cancellation)
    {
        var photos = await PhotosAsync(db, viewer, [.. posts.Where(post => post.PhotoCount > 0)
            .Select(post => post.Id)], mostPhotos, cancellation);
        var comments = await CommentsAsync(db, viewer, [.. posts.Where(post => post.CommentCount > 0)
            .Select(post => post.Id)], mostComments, cancellation);
        var reactions = await ReactionsAsync(db, viewer, [.. posts.Select(post => post.Id)], cancellation);
        var circles = await CirclesAsync(db, viewer, [.. posts.Where(post => post.Audience == Audience.Circles)
            .Select(post => post.Id)], cancellation);
        return [.. posts.Select(post => post with
        {
            Photos = [.. photos[post.Id].OrderBy(photo => photo.Position)],
            Comments = [.. comments[post.Id].OrderBy(comment => comment.PublishedAt).ThenBy(comment => comment.Id)
                .Select(comment => comment with
            {
                Reactions = [.. reactions[post.Id].Where(reaction => reaction.CommentId == comment.Id).OrderBy(reaction => reaction.At)],
            })],
            Reactions = [.. reactions[post.Id].Where(reaction => reaction.CommentId is null).OrderBy(reaction => reaction.At)],
            Circles = [.. circles[post.Id].Order(StringComparer.CurrentCultureIgnoreCase)],
        })];
    }

    private static async Task<ILookup<Guid, ShownPhoto>> PhotosAsync(
        HouseDb db, Viewer viewer, List<Guid> postIds, int most, CancellationToken cancellation) =>
        (postIds.Count == 0 ? [] : await db.VisiblePosts(viewer).Where(post => postIds.Contains(post.Id))
            .SelectMany(post => post.Photos.Where(photo => photo.Position < most))
            .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height,
                photo.Blurhash)
            {
                Film = photo.Film,
            })
            .AsNoTracking().ToListAsync(cancellation))
        .ToLookup(photo => photo.PostId!.Value);

    // The ids are repeated on purpose: comments are ranked within each post before the join, and without the ids all comments would be
    // ranked.
    private static async Task<ILookup<Guid, ShownComment>> CommentsAsync(
        HouseDb db, Viewer viewer, List<Guid> postIds, int most, CancellationToken cancellation) =>
        (postIds.Count == 0 ? [] : await db.VisiblePosts(viewer).Where(post => postIds.Contains(post.Id))
            .SelectMany(post => post.Comments.Where(comment => postIds.Contains(comment.PostId) && comment.DeletedAt == null)
                .OrderByDescending(comment => comment.PublishedAt).ThenByDescending(comment => comment.Id).Take(most))
            .Select(comment => new ShownComment(
                comment.Id, comment.PostId, comment.MemberId, (comment.MemberId ?? comment.RemoteActorId)!.Value,
                comment.Member != null ? comment.Member.Name : comment.RemoteActor!.Name,
                comment.RemoteActor != null ? comment.RemoteActor.Host.Name : null,
                comment.Member != null ? comment.Member.AvatarId : comment.RemoteActor!.HasPicture ? comment.RemoteActorId : null,
                comment.Html, comment.Warning, comment.Language, comment.Extras, comment.PublishedAt, comment.EditedAt,
                comment.Parent == null || comment.Parent.DeletedAt != null ? null
                    : comment.Parent.Member != null ? comment.Parent.Member.Name : comment.Parent.RemoteActor!.Name)
            {
                Photo = comment.Photo == null ? null : new ShownPhoto(comment.Photo.Id, comment.PostId, comment.Photo.Position,
                    comment.Photo.Description, comment.Photo.Width, comment.Photo.Height, comment.Photo.Blurhash),
            })
            .ToListAsync(cancellation))
        .ToLookup(comment => comment.PostId);

    private static async Task<ILookup<Guid, ShownReaction>> ReactionsAsync(
        HouseDb db, Viewer viewer, List<Guid> postIds, CancellationToken cancellation) =>
        (postIds.Count == 0 ? [] : await db.VisiblePosts(viewer).Where(post => postIds.Contains(post.Id))
            .SelectMany(post => post.Reactions)
            .Select(reaction => new ShownReaction(
                reaction.PostId, reaction.CommentId, reaction.MemberId, reaction.Member != null ? reaction.Member.Name
                    : reaction.RemoteActor!.Name, reaction.Kind, reaction.At)
            {
                Host = reaction.RemoteActor != null ? reaction.RemoteActor.Host.Name : null,
            })
            .ToListAsync(cancellation))
        .ToLookup(reaction => reaction.PostId);

    private static async Task<ILookup<Guid, string>> CirclesAsync(
        HouseDb db, Viewer viewer, List<Guid> postIds, CancellationToken cancellation) =>
        (postIds.Count == 0 ? [] : await db.VisiblePosts(viewer).Where(post => postIds.Contains(post.Id))
            .SelectMany(post => post.Circles, (post, circle) => new { post.Id, circle.Name })
            .ToListAsync(cancellation))
        .ToLookup(row => row.Id, row => row.Name);
}
