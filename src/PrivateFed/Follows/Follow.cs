using System.Text.Json.Nodes;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Follows;

public enum FollowState
{
    /// <summary>Waits for the owner's decision.</summary>
    Requested,
    Accepted,
    Rejected,

    /// <summary>Ended by the follower, or by the owner after acceptance.</summary>
    Ended,
}

/// <summary>A remote actor's follow of a local one, requested or decided. There is one row per pair; a new Follow reopens it.</summary>
public sealed class Follow
{
    private const int MaxEarlierUris = 8;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ActorId { get; init; }

    public Actor Actor { get; init; } = null!;

    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    public FollowState State { get; private set; }

    /// <summary>The newest Follow in compact form; an Accept or Reject contains the whole of it.</summary>
    public required string Document { get; set; }

    /// <summary>The id of the newest Follow, by which some servers recognise it; may be missing, and is not unique.</summary>
    public string? Uri => JsonNode.Parse(Document)!["id"]?.GetValue<string>();

    /// <summary>
    /// The ids of earlier Follows, newest first; null if there were none. Contains the newest Follow's own id if its server reuses ids.
    /// </summary>
    public List<string>? EarlierUris { get; private set; }

    /// <summary>
    /// When the newest Follow was written, according to its server. If the Follow does not say and there was an earlier one, the time when
    /// it was sent. Null when unknown.
    /// </summary>
    public DateTimeOffset? WrittenAt { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The owner who decided; null when an earlier acceptance of the same person decided.</summary>
    public Guid? DecidedById { get; private set; }

    public static string ToDocument(string? id, string follower, string followed) =>
        new JsonObject { ["id"] = id, ["type"] = "Follow", ["actor"] = follower, ["object"] = followed }.ToJsonString();

    /// <summary>Records a new Follow, so that an Undo of an older one can be recognised. Call this before the state changes.</summary>
    /// <param name="document">In compact form.</param>
    /// <param name="writtenAt">According to the Follow itself; null if it does not say.</param>
    /// <param name="sentAt">According to the request that brought it.</param>
    public void Renew(string document, DateTimeOffset? writtenAt, DateTimeOffset sentAt)
    {
        var previous = Uri;
        Document = document;
        if (previous == Uri && State is (FollowState.Accepted or FollowState.Requested))
        {
            // The same Follow, sent again.
            WrittenAt = writtenAt ?? WrittenAt;
            return;
        }
        EarlierUris = [.. new[] { previous }.OfType<string>().Concat(EarlierUris ?? []).Distinct().Take(MaxEarlierUris)];
        WrittenAt = writtenAt ?? sentAt;
    }

    public void Request(string document, DateTimeOffset at) =>
        (Document, RequestedAt, State, DecidedAt, DecidedById) = (document, at, FollowState.Requested, null, null);

    public void Accept(Guid? by, DateTimeOffset at) => (State, DecidedAt, DecidedById) = (FollowState.Accepted, at, by);

    public void Reject(Guid? by, DateTimeOffset at) => (State, DecidedAt, DecidedById) = (FollowState.Rejected, at, by);

    public void End(Guid? by, DateTimeOffset at) => (State, DecidedAt, DecidedById) = (FollowState.Ended, at, by);

    /// <summary>The follower's server returned with an unannounced key, so the follow needs the owner's decision again.</summary>
    public void RequireReapproval(DateTimeOffset at) =>
        (State, RequestedAt, DecidedAt, DecidedById) = (FollowState.Requested, at, null, null);
}
