using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Search;

/// <summary>
/// Whatever saves a post, comment or photo saves with it, in the same transaction, how it can be found; so nobody who writes need think of
/// it, and what was changed or deleted is found no more at once.
/// </summary>
public sealed class SearchIndexInterceptor : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await KeepAsync((HouseDb)eventData.Context!, cancellationToken);
        return result;
    }

    private static async Task KeepAsync(HouseDb db, CancellationToken cancellation)
    {
        var changed = db.ChangeTracker.Entries().Where(IsChanged).ToList();
        if (changed.Count == 0)
        {
            return;
        }
        var kept = await KeptAsync(db, [.. changed.Where(entry => entry.State == EntityState.Modified).Select(IdOf)], cancellation);
        foreach (var entry in changed)
        {
            var now = await MakeEntryAsync(db, entry.Entity, cancellation);
            switch (now, kept.GetValueOrDefault(IdOf(entry)))
            {
                case ({ } fresh, { } old):
                    (old.At, old.Words) = (fresh.At, fresh.Words);
                    break;
                case ({ } fresh, null):
                    db.SearchEntries.Add(fresh);
                    break;
                case (null, { } old):
                    db.SearchEntries.Remove(old);
                    break;
            }
        }
    }

    private static bool IsChanged(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified && entry.Entity switch
    {
        Post => Says(entry, nameof(Post.Html), nameof(Post.Title), nameof(Post.PublishedAt)),
        Comment => Says(entry, nameof(Comment.Html), nameof(Comment.Warning)),
        Photo => Says(entry, nameof(Photo.Description), nameof(Photo.PostId)),
        _ => false,
    };

    private static bool Says(EntityEntry entry, params string[] properties) =>
        entry.State == EntityState.Added || properties.Any(property => entry.Property(property).IsModified);

    private static Guid IdOf(EntityEntry entry) => (Guid)entry.Property("Id").CurrentValue!;

    private static async Task<Dictionary<Guid, SearchEntry>> KeptAsync(HouseDb db, List<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count > 0)
        {
            await db.SearchEntries.Where(findable => ids.Contains(findable.SourceId)).LoadAsync(cancellation);
        }
        // Also those that a save made which failed and is tried again.
        return db.ChangeTracker.Entries<SearchEntry>().ToDictionary(entry => entry.Entity.SourceId, entry => entry.Entity);
    }

    /// <returns>Null for what says nothing.</returns>
    private static async Task<SearchEntry?> MakeEntryAsync(HouseDb db, object said, CancellationToken cancellation)
    {
        var findable = said switch
        {
            Post post => new SearchEntry { SourceId = post.Id, PostId = post.Id, At = post.PublishedAt, Words = FoldWords.Of($"{post.Title} {PlainWords.Of(post.Html)}") },
            Comment comment => new SearchEntry
            {
                SourceId = comment.Id,
                PostId = comment.PostId,
                CommentId = comment.Id,
                At = comment.PublishedAt,
                Words = FoldWords.Of($"{comment.Warning} {PlainWords.Of(comment.Html)}"),
            },
            Photo { PostId: { } postId, Description.Length: > 0 } photo => new SearchEntry
            {
                SourceId = photo.Id,
                PostId = postId,
                PhotoId = photo.Id,
                At = (await db.Posts.FindAsync([postId], cancellation))!.PublishedAt,
                Words = FoldWords.Of(photo.Description),
            },
            _ => null,
        };
        return findable is { Words.Length: > 0 } ? findable : null;
    }
}
