namespace PrivateFed.Federation.Deliveries;

/// <summary>An outgoing activity, as it was when it was created.</summary>
public sealed class Activity
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The local actor that performs the activity and whose key signs it.</summary>
    public required Guid ActorId { get; init; }

    public required string Type { get; init; }

    /// <summary>The post that the activity is about, or under which it happens.</summary>
    public Guid? PostId { get; init; }

    /// <summary>The comment under that post, if the activity is about a comment.</summary>
    public Guid? CommentId { get; init; }

    /// <summary>Stands in for the document of an activity that will not be sent to anybody any more.</summary>
    public const string Forgotten = "{}";

    /// <summary>
    /// JSON, or <see cref="Forgotten"/>. Contains <see cref="Media.MediaLinks.Placeholder"/> for a photo's URL, which is filled in for each
    /// host when the activity is sent.
    /// </summary>
    public required string Document { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<Delivery> Deliveries { get; init; } = [];
}
