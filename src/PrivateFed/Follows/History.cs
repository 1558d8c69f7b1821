using PrivateFed.Posts;

namespace PrivateFed.Follows;

/// <summary>How many older posts the owner sends to a new follower, per author.</summary>
public enum OlderPosts
{
    None,
    LastTen,
    All,
}

/// <summary>
/// Progress of sending a follower the posts from before they were accepted, oldest first. The row is deleted when no post is left, or when
/// the follower is not accepted any more.
/// </summary>
public sealed class History
{
    /// <summary>Time between two posts: long enough not to flood a feed, and to let new posts through in between.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    public required Guid FollowId { get; init; }

    public Follow Follow { get; init; } = null!;

    /// <summary>With <see cref="SentId"/>, the position of the last post that was sent, or of the newest one to be skipped.</summary>
    public required DateTimeOffset SentAt { get; set; }

    public required Guid SentId { get; set; }

    /// <summary>When the next post is due.</summary>
    public required DateTimeOffset NextAt { get; set; }

    /// <summary>How many attempts were begun and not completed (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; set; }

    /// <summary>Advances past a post that was sent or skipped.</summary>
    public void Advance(PostPlace post) => (SentAt, SentId, Attempts) = (post.At, post.Id, 0);
}
