using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Search;

/// <summary>A search result.</summary>
/// <param name="At">When it was published.</param>
/// <param name="SourceId">Id of the post, comment or photo.</param>
/// <param name="PostId">The post to which it belongs.</param>
/// <param name="FaceId">Id of the member or remote actor who wrote it.</param>
/// <param name="Author">Name of the person who wrote it.</param>
/// <param name="PictureId">Id of the author's picture; null when there is none.</param>
/// <param name="PostAuthor">Name of the post's author.</param>
/// <param name="Photo">Set when the result is a photo's description.</param>
/// <param name="Html">Sanitised text of the post or comment.</param>
/// <param name="Warning">Content warning of a comment, or "".</param>
public sealed record Found(
    DateTimeOffset At, Guid SourceId, Guid PostId, Guid FaceId, string Author, Guid? PictureId, string PostAuthor,
    ShownPhoto? Photo, bool IsComment, string Html, string Warning)
{
    public bool IsPost => !IsComment && Photo is null;

    /// <summary>Only for a post.</summary>
    public LifeEvent LifeEvent { get; init; } = LifeEvent.None;

    public IReadOnlyList<ExcerptPiece> Excerpt { get; init; } = [];

    /// <summary>Address of the result.</summary>
    public string Link => (IsComment, Photo) switch
    {
        (true, _) => $"/posts/{PostId}#comment-{SourceId}",
        (_, { Position: var position }) => $"/posts/{PostId}/photos/{position + 1}",
        _ => $"/posts/{PostId}",
    };
}

/// <summary>Results, newest first, and the position where older ones continue; null at the end.</summary>
public sealed record FoundPage(IReadOnlyList<Found> Results, PostPlace? Older);

/// <summary>
/// Searches the posts, comments and photo descriptions that the viewer may see. One of them must contain all of the words.
/// </summary>
public static class SearchHouse
{
    /// <summary>Characters of a query.</summary>
    public const int MaxQueryLength = 100;

    private const int MaxWords = 8;
    private const int PageSize = 20;

    /// <summary>The folded words of a query; nothing else of it reaches the database.</summary>
    public static IReadOnlyList<string> WordsOf(string question) =>
        [.. FoldWords.Split(Graphemes.Truncate(question, MaxQueryLength)).Select(word => word.Folded)
            .Where(word => word.Length > 0).Distinct().Take(MaxWords)];

    public static async Task<FoundPage> PageAsync(
        HouseDb db, Viewer viewer, IReadOnlyList<string> words, PostPlace? before, CancellationToken cancellation)
    {
        if (words.Count == 0)
        {
            return new FoundPage([], null);
        }
        var posts = db.VisiblePosts(viewer).Select(post => post.Id);
        var matching = Matching(db, words).AsNoTracking().Where(found => posts.Contains(found.PostId)
            && (found.CommentId == null || (found.Comment != null && found.Comment.DeletedAt == null)));
        if (before is { At: var at, Id: var id })
        {
            matching = matching.Where(found => found.At <= at && (found.At < at || found.SourceId < id));
        }
        var found = await Shown(matching.OrderByDescending(found => found.At).ThenByDescending(found => found.SourceId)
            .Take(PageSize + 1)).ToListAsync(cancellation);
        return new FoundPage(
            [.. found.Take(PageSize)
                .Select(one => one with { Excerpt = Excerpt.Of(TextOf(one), words), LifeEvent = one.IsPost ? one.LifeEvent
                    : LifeEvent.None })],
            found.Count > PageSize ? new PostPlace(found[PageSize - 1].At, found[PageSize - 1].SourceId) : null);
    }

    /// <summary>Each database queries its own index. Words are letters and digits only, so none can act as an operator.</summary>
    private static IQueryable<SearchEntry> Matching(HouseDb db, IReadOnlyList<string> words)
    {
        if (db is SqliteHouseDb)
        {
            var match = string.Join(' ', words.Select(word => word.Length == 1 ? $"\"{word}\"" : $"\"{word}\"*"));
            return db.SearchEntries.FromSql(
                $"""
                SELECT * FROM "SearchEntries"
                WHERE "Id" IN (SELECT rowid FROM "SearchWords" WHERE "SearchWords" MATCH {match})
                """);
        }
        var query = string.Join(" & ", words.Select(word => word.Length == 1 ? $"'{word}'" : $"'{word}':*"));
        return db.SearchEntries.FromSql($"""SELECT * FROM "SearchEntries" WHERE "Index" @@ to_tsquery('simple', {query})""");
    }

    private static IQueryable<Found> Shown(IQueryable<SearchEntry> found) => found.Select(one => new Found(
        one.At, one.SourceId, one.PostId,
        one.Comment != null ? (one.Comment.MemberId ?? one.Comment.RemoteActorId)!.Value : one.Post.AuthorId,
        one.Comment == null ? one.Post.Author.Name : one.Comment.Member != null ? one.Comment.Member.Name : one.Comment.RemoteActor!.Name,
        one.Comment == null ? one.Post.Author.AvatarId : one.Comment.Member != null ? one.Comment.Member.AvatarId
            : one.Comment.RemoteActor!.HasPicture ? one.Comment.RemoteActorId : null,
        one.Post.Author.Name,
        one.Photo == null ? null : new ShownPhoto(
            one.Photo.Id, one.Photo.PostId, one.Photo.Position, one.Photo.Description, one.Photo.Width, one.Photo.Height,
            one.Photo.Blurhash),
        one.Comment != null,
        one.Comment != null ? one.Comment.Html : one.Post.Html,
        one.Comment != null ? one.Comment.Warning : "")
    {
        LifeEvent = new LifeEvent(one.Post.EventKind, one.Post.Title, one.Post.HappenedOn),
    });

    /// <summary>The text for the excerpt; behind a content warning only the warning is shown.</summary>
    private static string TextOf(Found found) => found switch
    {
        { Photo: { } photo } => photo.Description,
        { Warning.Length: > 0 } => found.Warning,
        { IsPost: true, LifeEvent.Title.Length: > 0 } => $"{found.LifeEvent.Title} · {PlainText.Of(found.Html)}",
        _ => PlainText.Of(found.Html),
    };
}
