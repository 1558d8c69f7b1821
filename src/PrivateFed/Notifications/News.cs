using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Posts;

namespace PrivateFed.Notifications;

public enum NewsKind
{
    Post,
    Comment,

    /// <summary>How somebody signs in as its person was changed: <see cref="NotifyOfAccessChange"/>.</summary>
    Access,

    // What only owners are told.
    Request,
    Report,
    GivenUp,
    DiskFull,
    Unreachable,
    EmailGivenUp,

    /// <summary>Of <see cref="News.About"/> the member's id, a blank, and their name.</summary>
    Guessing,
}

/// <summary>
/// Something that happened, for one person: written in the transaction of what happened, and shown or sent only while it is still so and still
/// theirs to see (<see cref="ReadNews.VisibleNews"/>).
/// </summary>
public sealed class News
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who is told.</summary>
    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    public required NewsKind Kind { get; init; }

    /// <summary>Of a post, or of the post that a comment stands under.</summary>
    public Guid? PostId { get; init; }

    public Post? Post { get; init; }

    public Guid? CommentId { get; init; }

    public Comment? Comment { get; init; }

    /// <summary>Which request waits.</summary>
    public Guid? FollowId { get; init; }

    public Follow? Follow { get; init; }

    /// <summary>What else the sentence names: a server, megabytes, somebody whom letters do not reach, what was changed in how one signs in.</summary>
    public string? About { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When its person looked at their news; what was seen is neither mailed nor pushed any more.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>The digest that took it; no other takes it again. The letter itself is gone once it is sent.</summary>
    public Guid? EmailId { get; set; }
}
