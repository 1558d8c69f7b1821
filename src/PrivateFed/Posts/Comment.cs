using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Posts;

/// <summary>A follower's reply to a post, as it arrived from their server.</summary>
public sealed class Comment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    /// <summary>The Note's id on its own server.</summary>
    public required string Uri { get; init; }

    /// <summary>Sanitised.</summary>
    public required string Html { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }
}
