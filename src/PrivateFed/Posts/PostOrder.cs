namespace PrivateFed.Posts;

/// <summary>The order of the timeline.</summary>
public static class PostOrder
{
    /// <summary>The newest posts, or those older than <paramref name="before"/>.</summary>
    public static IQueryable<Post> NewestFirst(this IQueryable<Post> posts, PostPlace? before)
    {
        if (before is { At: var at, Id: var id })
        {
            // Logically redundant, but it is this condition that bounds the index scan.
            posts = posts.Where(post => post.PublishedAt <= at && (post.PublishedAt < at || post.Id < id));
        }
        return posts.OrderByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id);
    }

    /// <summary>Posts newer than <paramref name="after"/>, the nearest first.</summary>
    public static IQueryable<Post> OldestFirst(this IQueryable<Post> posts, PostPlace after)
    {
        var (at, id) = after;
        return posts.Where(post => post.PublishedAt >= at && (post.PublishedAt > at || post.Id > id))
            .OrderBy(post => post.PublishedAt).ThenBy(post => post.Id);
    }
}
