using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>What is said under a post at the moment of its deletion would be neither emptied nor recalled.</summary>
public static class MustStand
{
    /// <summary>
    /// Makes the next save fail if the post is deleted meanwhile, and makes a deletion wait for that save. The post must be tracked.
    /// </summary>
    public static void WhileSaved(HouseDb db, Post post) => db.Entry(post).Property(one => one.DeletedAt).IsModified = true;
}
