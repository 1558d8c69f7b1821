using System.Text.Json.Nodes;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Writes the Accept or Reject of a Follow. Contains the whole Follow, since other servers look it up by its id or by its actors.
/// </summary>
public static class FollowResponses
{
    public static void StageAccept(HouseDb db, Follow follow, Addresses addresses, DateTimeOffset at) =>
        StageResponse(db, "Accept", follow, addresses, at);

    /// <summary>Rejects a pending follow request.</summary>
    public static void StageReject(HouseDb db, Follow follow, Addresses addresses, DateTimeOffset at) =>
        StageResponse(db, "Reject", follow, addresses, at);

    /// <summary>
    /// Ends an accepted follow, before anything else is delivered to its host. Software that ignores such a Reject honours a Block, which
    /// is undone at once, so that the person may ask again.
    /// </summary>
    /// <param name="follow">With its local actor, and the remote actor with its host.</param>
    public static void StageEnd(HouseDb db, Follow follow, Addresses addresses, DateTimeOffset at)
    {
        StageReject(db, follow, addresses, at);
        if (!KnownSoftware.EndsFollowsByBlock(follow.RemoteActor.Host.Software))
        {
            return;
        }
        var block = CreateActivity(follow, addresses, "Block", follow.RemoteActor.Uri, out var blockId);
        var undo = CreateActivity(follow, addresses, "Undo", WithoutContext(block), out var undoId);
        StageFirst(db, follow, "Block", blockId, block, at);
        StageFirst(db, follow, "Undo", undoId, undo, at);
    }

    private static JsonObject CreateActivity(Follow follow, Addresses addresses, string type, JsonNode about, out Guid id)
    {
        id = Guid.CreateVersion7();
        return new JsonObject
        {
            ["@context"] = WireJson.ActivityStreams,
            ["id"] = addresses.Activity(id),
            ["type"] = type,
            ["actor"] = addresses.Actor(follow.Actor.Handle),
            ["to"] = new JsonArray(follow.RemoteActor.Uri),
            ["object"] = about,
        };
    }

    private static JsonObject WithoutContext(JsonObject activity)
    {
        var inner = activity.DeepClone().AsObject();
        inner.Remove("@context");
        return inner;
    }

    private static void StageFirst(HouseDb db, Follow follow, string type, Guid id, JsonObject document, DateTimeOffset at) => Outbox.Stage(
        db,
        new Activity { Id = id, ActorId = follow.ActorId, Type = type, Document = document.Serialize(), CreatedAt = at },
        [new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.Inbox)],
        urgent: true);

    private static void StageResponse(HouseDb db, string type, Follow follow, Addresses addresses, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7();
        var document = new JsonObject
        {
            ["@context"] = WireJson.ActivityStreams,
            ["id"] = addresses.Activity(id),
            ["type"] = type,
            ["actor"] = addresses.Actor(follow.Actor.Handle),
            ["to"] = new JsonArray(follow.RemoteActor.Uri),
            ["object"] = new JsonObject
            {
                ["id"] = follow.Uri,
                ["type"] = "Follow",
                ["actor"] = follow.RemoteActor.Uri,
                ["object"] = addresses.Actor(follow.Actor.Handle),
            },
        };
        var activity = new Activity { Id = id, ActorId = follow.ActorId, Type = type, Document = document.Serialize(), CreatedAt = at };
        Outbox.Stage(db, activity, [new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.Inbox)], urgent: type == "Reject");
    }
}
