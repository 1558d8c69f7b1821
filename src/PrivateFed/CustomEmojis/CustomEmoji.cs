using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.CustomEmojis;

/// <summary>A picture that another server puts in the place of a <c>:shortcode:</c>. We keep a small one of our own, so that pages ask nothing of other hosts.</summary>
public sealed class CustomEmoji
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid HostId { get; init; }

    public RemoteHost Host { get; init; } = null!;

    /// <summary>Without colons; letters, digits and _ + -.</summary>
    public required string Shortcode { get; init; }

    /// <summary>https, on the server itself or where it keeps its media.</summary>
    public required string Url { get; set; }

    /// <summary>Who used it: it is fetched only while they are let in.</summary>
    public required Guid BroughtById { get; set; }

    public RemoteActor BroughtBy { get; init; } = null!;

    /// <summary>When it is to be fetched (again); null when nothing is owed.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was last asked for, whatever came of it.</summary>
    public DateTimeOffset? FetchedAt { get; set; }

    public bool HasPicture { get; set; }
}
