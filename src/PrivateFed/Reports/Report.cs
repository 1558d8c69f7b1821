using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Posts;

namespace PrivateFed.Reports;

/// <summary>A complaint from another server about a member or posts of this house: a Flag, visible only to owners.</summary>
public sealed class Report
{
    /// <summary>The most characters of the complaint that are stored.</summary>
    public const int TextLength = 2_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The actor who signed it. Most servers send their users' reports in the server's own name.</summary>
    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    /// <summary>The member whom it names; null if it names only posts.</summary>
    public Guid? ActorId { get; init; }

    public Actor? Actor { get; init; }

    /// <summary>The posts it names that its sender's server may see.</summary>
    public List<Post> Posts { get; init; } = [];

    /// <summary>Plain text, in the words of the person who complained; may be empty.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? SeenAt { get; set; }
}
