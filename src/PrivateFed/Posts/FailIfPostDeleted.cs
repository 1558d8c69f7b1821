using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Guards against a race with deletion: a comment saved while its post is being deleted would be neither emptied nor recalled.
/// </summary>
public static class FailIfPostDeleted
{
    /// <summary>
    /// Makes the next save fail if the post is deleted meanwhile, and makes a deletion wait for that save. The post must be tracked.
    /// </summary>
    public static void StageCheck(HouseDb db, Post post) => db.Entry(post).Property(one => one.DeletedAt).IsModified = true;
}
