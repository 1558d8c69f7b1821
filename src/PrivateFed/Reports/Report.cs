using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Posts;

namespace PrivateFed.Reports;

/// <summary>Somebody elsewhere complains of a person or of posts of this house: a Flag, for the owner's eyes only.</summary>
public sealed class Report
{
    /// <summary>Characters of the complaint that are kept.</summary>
    public const int TextLength = 2_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who signed it. Most servers send what their people report in their own name.</summary>
    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    /// <summary>The person of this house whom it names; null when it names posts alone.</summary>
    public Guid? ActorId { get; init; }

    public Actor? Actor { get; init; }

    /// <summary>Those of the posts it names that its sender's server may see.</summary>
    public List<Post> Posts { get; init; } = [];

    /// <summary>Plain text, in the words of who complained; may be empty.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? SeenAt { get; set; }
}
