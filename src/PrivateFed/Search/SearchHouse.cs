using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Search;

/// <summary>What a search found.</summary>
/// <param name="At">When it was said.</param>
/// <param name="SourceId">Of the post, comment or photo.</param>
/// <param name="PostId">The post to which it belongs.</param>
/// <param name="FaceId">Of who said it.</param>
/// <param name="Author">Their name.</param>
/// <param name="PictureId">Of their picture; null when there is none.</param>
/// <param name="PostAuthor">Whose post it is.</param>
/// <param name="Photo">When it is a photo's description.</param>
/// <param name="IsComment">When it is a comment.</param>
/// <param name="Html">Sanitised; of a post or comment.</param>
/// <param name="Warning">Words that a comment hides behind, or "".</param>
public sealed record Found(
    DateTimeOffset At, Guid SourceId, Guid PostId, Guid FaceId, string Author, Guid? PictureId, string PostAuthor,
    ShownPhoto? Photo, bool IsComment, string Html, string Warning)
{
    public bool IsPost => !IsComment && Photo is null;

    /// <summary>Of a post: what kind of day it tells of, and which.</summary>
    public LifeEvent LifeEvent { get; init; } = LifeEvent.None;

    public IReadOnlyList<ExcerptPiece> Excerpt { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public string Link => (IsComment, Photo) switch
    {
        (true, _) => $"/posts/{PostId}#comment-{SourceId}",
        (_, { Position: var position }) => $"/posts/{PostId}/photos/{position + 1}",
        _ => $"/posts/{PostId}",
    };
}

/// <summary>Some results, newest first, and where older ones go on; null at the end.</summary>
public sealed record FoundPage(IReadOnlyList<Found> Results, PostPlace? Older);

/// <summary>Looks for words in what the viewer may see: in posts, comments and descriptions of photos. All of the words must stand in one of them.</summary>
public static class SearchHouse
{
    /// <summary>Characters of a question.</summary>
    public const int Longest = 100;

    private const int MostWords = 8;
    private const int PageSize = 20;

    /// <summary>What is looked for; nothing else of a question reaches the database.</summary>
    public static IReadOnlyList<string> WordsOf(string question) =>
        [.. FoldWords.In(Graphemes.Truncate(question, Longest)).Select(word => word.Folded).Where(word => word.Length > 0).Distinct().Take(MostWords)];

    public static async Task<FoundPage> PageAsync(HouseDb db, Viewer viewer, IReadOnlyList<string> words, PostPlace? before, CancellationToken cancellation)
    {
        if (words.Count == 0)
        {
            return new FoundPage([], null);
        }
        var posts = db.VisiblePosts(viewer).Select(post => post.Id);
        var matching = Matching(db, words).AsNoTracking().Where(found => posts.Contains(found.PostId) && (found.CommentId == null || (found.Comment != null && found.Comment.DeletedAt == null)));
        if (before is { At: var at, Id: var id })
        {
            matching = matching.Where(found => found.At <= at && (found.At < at || found.SourceId < id));
        }
        var found = await Shown(matching.OrderByDescending(found => found.At).ThenByDescending(found => found.SourceId).Take(PageSize + 1)).ToListAsync(cancellation);
        return new FoundPage(
            [.. found.Take(PageSize).Select(one => one with { Excerpt = Excerpt.Of(TextOf(one), words), LifeEvent = one.IsPost ? one.LifeEvent : LifeEvent.None })],
            found.Count > PageSize ? new PostPlace(found[PageSize - 1].At, found[PageSize - 1].SourceId) : null);
    }

    /// <summary>Each database has its own way of asking its index. Words are letters and digits alone, so that none can be taken for an operator.</summary>
    private static IQueryable<SearchEntry> Matching(HouseDb db, IReadOnlyList<string> words)
    {
        if (db is SqliteHouseDb)
        {
            var match = string.Join(' ', words.Select(word => word.Length == 1 ? $"\"{word}\"" : $"\"{word}\"*"));
            return db.SearchEntries.FromSql($"""SELECT * FROM "SearchEntries" WHERE "Id" IN (SELECT rowid FROM "SearchWords" WHERE "SearchWords" MATCH {match})""");
        }
        var query = string.Join(" & ", words.Select(word => word.Length == 1 ? $"'{word}'" : $"'{word}':*"));
        return db.SearchEntries.FromSql($"""SELECT * FROM "SearchEntries" WHERE "Index" @@ to_tsquery('simple', {query})""");
    }

    private static IQueryable<Found> Shown(IQueryable<SearchEntry> found) => found.Select(one => new Found(
        one.At, one.SourceId, one.PostId,
        one.Comment != null ? (one.Comment.MemberId ?? one.Comment.RemoteActorId)!.Value : one.Post.AuthorId,
        one.Comment == null ? one.Post.Author.Name : one.Comment.Member != null ? one.Comment.Member.Name : one.Comment.RemoteActor!.Name,
        one.Comment == null ? one.Post.Author.AvatarId : one.Comment.Member != null ? one.Comment.Member.AvatarId : one.Comment.RemoteActor!.HasPicture ? one.Comment.RemoteActorId : null,
        one.Post.Author.Name,
        one.Photo == null ? null : new ShownPhoto(
            one.Photo.Id, one.Photo.PostId, one.Photo.Position, one.Photo.Description, one.Photo.Width, one.Photo.Height, one.Photo.Blurhash),
        one.Comment != null,
        one.Comment != null ? one.Comment.Html : one.Post.Html,
        one.Comment != null ? one.Comment.Warning : "")
    {
        LifeEvent = new LifeEvent(one.Post.EventKind, one.Post.Title, one.Post.HappenedOn),
    });

    /// <summary>Of what somebody folded away only the warning is shown.</summary>
    private static string TextOf(Found found) => found switch
    {
        { Photo: { } photo } => photo.Description,
        { Warning.Length: > 0 } => found.Warning,
        { IsPost: true, LifeEvent.Title.Length: > 0 } => $"{found.LifeEvent.Title} · {PlainWords.Of(found.Html)}",
        _ => PlainWords.Of(found.Html),
    };
}
