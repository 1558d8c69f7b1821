using System.Text.Json.Nodes;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Federation.Documents;

/// <summary>Describes local actors for other servers.</summary>
public static class ActorDocument
{
    // For people on other servers, whose own server shows them its own idea of who reads a reply.
    private const string Summary =
        "<p>What you reply here, even to one person alone, is read in our house by everybody who may see the post.</p>";

    /// <summary>
    /// The public part of an actor, needed because keys must be public: no name, no picture, nothing about the person. Contains all
    /// addresses, since some servers never update what they read first; what an address leads to answers 404 to anybody who may not see it.
    /// </summary>
    public static JsonObject Stub(Actor actor, Addresses addresses)
    {
        var id = addresses.Actor(actor.Handle);
        return new JsonObject
        {
            ["@context"] = WireJson.ActorContext(),
            ["id"] = id,
            ["type"] = actor.MemberId is null ? "Application" : "Person",
            ["preferredUsername"] = actor.Handle,
            ["inbox"] = addresses.Inbox(actor.Handle),
            ["outbox"] = addresses.Outbox(actor.Handle),
            ["followers"] = addresses.Followers(actor.Handle),
            ["following"] = addresses.Following(actor.Handle),
            ["featured"] = addresses.Featured(actor.Handle),
            ["endpoints"] = new JsonObject { ["sharedInbox"] = addresses.SharedInbox },
            ["manuallyApprovesFollowers"] = true,
            ["publicKey"] = new JsonObject
            {
                ["id"] = addresses.MainKey(actor.Handle),
                ["owner"] = id,
                ["publicKeyPem"] = actor.RsaPublicKey,
            },
            ["assertionMethod"] = new JsonArray(new JsonObject
            {
                ["id"] = addresses.Ed25519Key(actor.Handle),
                ["type"] = "Multikey",
                ["controller"] = id,
                ["publicKeyMultibase"] = actor.Ed25519PublicKey,
            }),
        };
    }

    /// <summary>The whole actor, for servers that have a follower.</summary>
    /// <param name="actor">A person's actor.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="icon">The picture's URL for the receiving server, or its placeholder in a stored activity; null without a
    /// picture.</param>
    public static JsonObject Whole(Actor actor, string name, Addresses addresses, string? icon = null)
    {
        var document = Stub(actor, addresses);
        document["name"] = name;
        document["summary"] = Summary;
        document["url"] = addresses.Actor(actor.Handle);
        if (icon is not null)
        {
            document["icon"] = new JsonObject { ["type"] = "Image", ["mediaType"] = "image/jpeg", ["url"] = icon };
        }
        document["discoverable"] = false;
        document["indexable"] = false;
        document["published"] = WireJson.FormatTime(actor.CreatedAt);
        return document;
    }

    /// <summary>An Update that contains the whole actor.</summary>
    public static JsonObject Update(Guid id, Actor actor, string name, string to, Addresses addresses, string? icon = null) =>
        Update(id, Whole(actor, name, addresses, icon), to, addresses);

    /// <param name="id">Id of the Update.</param>
    /// <param name="actor">The actor's document; it becomes part of the Update.</param>
    /// <param name="to">The recipient. The embedded actor is addressed to it as well: snac2 drops an object that is addressed to
    /// nobody.</param>
    public static JsonObject Update(Guid id, JsonObject actor, string to, Addresses addresses)
    {
        actor.Remove("@context");
        actor["to"] = new JsonArray(to);
        return new JsonObject
        {
            ["@context"] = WireJson.ActorContext(),
            ["id"] = addresses.Activity(id),
            ["type"] = "Update",
            ["actor"] = actor["id"]!.DeepClone(),
            ["to"] = new JsonArray(to),
            ["object"] = actor,
        };
    }

    /// <summary>Replaces the document of a deleted actor.</summary>
    public static JsonObject Tombstone(Actor actor, Addresses addresses) => new()
    {
        ["@context"] = WireJson.ActivityStreams,
        ["id"] = addresses.Actor(actor.Handle),
        ["type"] = "Tombstone",
        ["deleted"] = WireJson.FormatTime(actor.DeletedAt ?? actor.CreatedAt),
    };
}
