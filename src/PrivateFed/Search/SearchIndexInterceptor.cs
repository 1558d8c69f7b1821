using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Search;

/// <summary>
/// Updates the search entries of posts, comments and photos in the same transaction as every save. Callers need not think of it, and a
/// changed or deleted text is no longer found at once.
/// </summary>
public sealed class SearchIndexInterceptor : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await StageEntriesAsync((HouseDb)eventData.Context!, cancellationToken);
        return result;
    }

    private static async Task StageEntriesAsync(HouseDb db, CancellationToken cancellation)
    {
        var changed = db.ChangeTracker.Entries().Where(IsChanged).ToList();
        if (changed.Count == 0)
        {
            return;
        }
        var existing = await LoadEntriesAsync(
            db, [.. changed.Where(entry => entry.State == EntityState.Modified).Select(IdOf)], cancellation);
        foreach (var entry in changed)
        {
            var now = await MakeEntryAsync(db, entry.Entity, cancellation);
            switch (now, existing.GetValueOrDefault(IdOf(entry)))
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
        Post => HasChanged(entry, nameof(Post.Html), nameof(Post.Title), nameof(Post.PublishedAt)),
        Comment => HasChanged(entry, nameof(Comment.Html), nameof(Comment.Warning)),
        Photo => HasChanged(entry, nameof(Photo.Description), nameof(Photo.PostId)),
        _ => false,
    };

    private static bool HasChanged(EntityEntry entry, params string[] properties) =>
        entry.State == EntityState.Added || properties.Any(property => entry.Property(property).IsModified);

    private static Guid IdOf(EntityEntry entry) => (Guid)entry.Property("Id").CurrentValue!;

    private static async Task<Dictionary<Guid, SearchEntry>> LoadEntriesAsync(HouseDb db, List<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count > 0)
        {
            await db.SearchEntries.Where(entry => ids.Contains(entry.SourceId)).LoadAsync(cancellation);
        }
        // Includes entries added by a save that failed and is being retried.
        return db.ChangeTracker.Entries<SearchEntry>().ToDictionary(entry => entry.Entity.SourceId, entry => entry.Entity);
    }

    /// <returns>Null when there is nothing to index.</returns>
    private static async Task<SearchEntry?> MakeEntryAsync(HouseDb db, object source, CancellationToken cancellation)
    {
        var entry = source switch
        {
            Post post => new SearchEntry
            {
                SourceId = post.Id,
                PostId = post.Id,
                At = post.PublishedAt,
                Words = FoldWords.Fold($"{post.Title} {PlainText.Of(post.Html)}"),
            },
            Comment comment => new SearchEntry
            {
                SourceId = comment.Id,
                PostId = comment.PostId,
                CommentId = comment.Id,
                At = comment.PublishedAt,
                Words = FoldWords.Fold($"{comment.Warning} {PlainText.Of(comment.Html)}"),
            },
            Photo { PostId: { } postId, Description.Length: > 0 } photo => new SearchEntry
            {
                SourceId = photo.Id,
                PostId = postId,
                PhotoId = photo.Id,
                At = (await db.Posts.FindAsync([postId], cancellation))!.PublishedAt,
                Words = FoldWords.Fold(photo.Description),
            },
            _ => null,
        };
        return entry is { Words.Length: > 0 } ? entry : null;
    }
}
