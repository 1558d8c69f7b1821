using System.Text.Json.Nodes;
using PrivateFed.Actors;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Writes the Accept or the Reject of a Follow, with the whole Follow in it: other servers find it by its id or by its actors.</summary>
public static class AnswerFollow
{
    public static void Accept(HouseDb db, Follow follow, Addresses addresses, DateTimeOffset at) =>
        Answer(db, "Accept", follow, addresses, at);

    /// <summary>Also ends a follow that was accepted; then it goes out before anything else.</summary>
    public static void Reject(HouseDb db, Follow follow, Addresses addresses, DateTimeOffset at) =>
        Answer(db, "Reject", follow, addresses, at);

    private static void Answer(HouseDb db, string type, Follow follow, Addresses addresses, DateTimeOffset at)
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
        var activity = new Activity { Id = id, ActorId = follow.ActorId, Type = type, Document = document.Text(), CreatedAt = at };
        Owe.Activity(db, activity, [new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.Inbox)], urgent: type == "Reject");
    }
}
