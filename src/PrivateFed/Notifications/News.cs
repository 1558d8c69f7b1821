using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Posts;

namespace PrivateFed.Notifications;

public enum NewsKind
{
    Post,
    Comment,

    /// <summary>A change in how the member signs in: see <see cref="NotifyOfAccessChange"/>.</summary>
    Access,

    // For owners only.
    Request,
    Report,
    GivenUp,
    DiskFull,
    Unreachable,
    EmailGivenUp,

    /// <summary><see cref="News.About"/> holds the member's id, a blank, and their name.</summary>
    Guessing,
}

/// <summary>
/// An event for one person. It is written in the transaction of the event, and shown or sent only while it is still true and still visible
/// to that person (<see cref="ReadNews.VisibleNews"/>).
/// </summary>
public sealed class News
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The recipient.</summary>
    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    public required NewsKind Kind { get; init; }

    /// <summary>The post, or the post that a comment belongs to.</summary>
    public Guid? PostId { get; init; }

    public Post? Post { get; init; }

    public Guid? CommentId { get; init; }

    public Comment? Comment { get; init; }

    /// <summary>The waiting follow request.</summary>
    public Guid? FollowId { get; init; }

    public Follow? Follow { get; init; }

    /// <summary>
    /// What else the sentence names: a server, free megabytes, somebody whom emails do not reach, or what changed in
    /// how the member signs in.
    /// </summary>
    public string? About { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the recipient saw it; after that it is neither emailed nor pushed.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>The digest that contains it, so that no other digest does. The email row itself is deleted once it is sent.</summary>
    public Guid? EmailId { get; set; }
}
