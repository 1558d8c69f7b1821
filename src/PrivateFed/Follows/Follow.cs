using System.Text.Json.Nodes;
using PrivateFed.Actors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Follows;

public enum FollowState
{
    /// <summary>Waits for the owner.</summary>
    Requested,
    Accepted,
    Rejected,

    /// <summary>Ended by the follower, or by the owner after it had been accepted.</summary>
    Ended,
}

/// <summary>A remote actor's wish to follow a local one. There is one row for each pair; a new Follow reopens it.</summary>
public sealed class Follow
{
    private const int MostEarlier = 8;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ActorId { get; init; }

    public Actor Actor { get; init; } = null!;

    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    public FollowState State { get; private set; }

    /// <summary>The newest Follow in compact form: an Accept or Reject carries it whole.</summary>
    public required string Document { get; set; }

    /// <summary>The id of the newest Follow, which some servers know it by; it is not unique, nor is it always there.</summary>
    public string? Uri => JsonNode.Parse(Document)!["id"]?.GetValue<string>();

    /// <summary>The ids of Follows before the newest, newest first. The newest one's own stands among them when its server uses ids again. Null when there were none.</summary>
    public List<string>? EarlierUris { get; private set; }

    /// <summary>
    /// When the newest Follow was written, by its server's word; where it says nothing of it and there was an earlier one, when it was sent.
    /// Null when nobody can tell.
    /// </summary>
    public DateTimeOffset? WrittenAt { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The owner who decided; null when it was decided by an earlier yes to the same person.</summary>
    public Guid? DecidedById { get; private set; }

    public static string Written(string? id, string follower, string followed) =>
        new JsonObject { ["id"] = id, ["type"] = "Follow", ["actor"] = follower, ["object"] = followed }.ToJsonString();

    /// <summary>Another Follow arrived, of which an Undo may be known to be older. To be called while the state is that before it.</summary>
    /// <param name="document">In compact form.</param>
    /// <param name="writtenAt">By its own words, if it says.</param>
    /// <param name="sentAt">By the request that brought it.</param>
    public void Renew(string document, DateTimeOffset? writtenAt, DateTimeOffset sentAt)
    {
        var before = Uri;
        Document = document;
        if (before == Uri && State is (FollowState.Accepted or FollowState.Requested))
        {
            // The same one, sent again.
            WrittenAt = writtenAt ?? WrittenAt;
            return;
        }
        EarlierUris = [.. new[] { before }.OfType<string>().Concat(EarlierUris ?? []).Distinct().Take(MostEarlier)];
        WrittenAt = writtenAt ?? sentAt;
    }

    public void Request(string document, DateTimeOffset at) =>
        (Document, RequestedAt, State, DecidedAt, DecidedById) = (document, at, FollowState.Requested, null, null);

    public void Accept(Guid? by, DateTimeOffset at) => (State, DecidedAt, DecidedById) = (FollowState.Accepted, at, by);

    public void Reject(Guid? by, DateTimeOffset at) => (State, DecidedAt, DecidedById) = (FollowState.Rejected, at, by);

    public void End(Guid? by, DateTimeOffset at) => (State, DecidedAt, DecidedById) = (FollowState.Ended, at, by);

    /// <summary>The person's server came back with a key that nobody announced: whoever holds it now asks anew.</summary>
    public void RequireReapproval(DateTimeOffset at) => (State, RequestedAt, DecidedAt, DecidedById) = (FollowState.Requested, at, null, null);
}
