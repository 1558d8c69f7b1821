using PrivateFed.Posts;

namespace PrivateFed.Follows;

/// <summary>How many posts from before their time the owner sends to a follower, of each author they follow.</summary>
public enum OlderPosts
{
    None,
    LastTen,
    All,
}

/// <summary>
/// Posts from before somebody was let in are being sent to them, oldest first. The row says where that stands; it goes when nothing is left,
/// or when the person is not let in any more.
/// </summary>
public sealed class History
{
    /// <summary>Between two posts: slow enough that nobody's feed is flooded, and that new posts pass in between.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    public required Guid FollowId { get; init; }

    public Follow Follow { get; init; } = null!;

    /// <summary>The place of the last post that was sent, or of the newest that is left out; with <see cref="SentId"/>.</summary>
    public required DateTimeOffset SentAt { get; set; }

    public required Guid SentId { get; set; }

    /// <summary>When the next post is due.</summary>
    public required DateTimeOffset NextAt { get; set; }

    /// <summary>How often work on it was begun and not ended (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; set; }

    /// <summary>This post is sent, or left out.</summary>
    public void Pass(PostPlace post) => (SentAt, SentId, Attempts) = (post.At, post.Id, 0);
}
