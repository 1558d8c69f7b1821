namespace PrivateFed.Federation.Deliveries;

/// <summary>Something that we tell other servers, as it stood when it was decided.</summary>
public sealed class Activity
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The local actor whose activity it is, and whose key signs it.</summary>
    public required Guid ActorId { get; init; }

    public required string Type { get; init; }

    /// <summary>The post that it tells of, or under which it happens.</summary>
    public Guid? PostId { get; init; }

    /// <summary>The comment under that post, when it tells of one.</summary>
    public Guid? CommentId { get; init; }

    /// <summary>Stands for a document that nobody will be sent any more.</summary>
    public const string Forgotten = "{}";

    /// <summary>JSON, or <see cref="Forgotten"/>. A photo's URL is written as <see cref="Media.MediaLinks.Placeholder"/> and filled in for each host when sent.</summary>
    public required string Document { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<Delivery> Deliveries { get; init; } = [];
}
