using System.Text.Json.Nodes;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Federation.Documents;

/// <summary>How a local actor is described to other servers.</summary>
public static class ActorDocument
{
    // Whoever replies from another server sees their own server's idea of who reads it.
    private const string Summary =
        "<p>What you reply here, even to one person alone, is read in our house by everybody who may see the post.</p>";

    /// <summary>
    /// What anybody may read, because keys must be readable: no name, no picture, nothing about the person. Every address stands there, since
    /// some servers keep for good what they read first; who may not see what is behind one gets a 404.
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
    /// <param name="actor">Of a person.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="addresses">Of this house.</param>
    /// <param name="icon">Where the receiving server finds their picture, or what stands for that in a stored activity; null when they have none.</param>
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
        document["published"] = WireJson.Moment(actor.CreatedAt);
        return document;
    }

    /// <summary>An Update that tells servers the whole actor anew.</summary>
    public static JsonObject Update(Guid id, Actor actor, string name, string to, Addresses addresses, string? icon = null) =>
        Update(id, Whole(actor, name, addresses, icon), to, addresses);

    /// <param name="id">Of the Update.</param>
    /// <param name="actor">The actor's document; it becomes part of the Update.</param>
    /// <param name="to">Whom it is for. The actor in it is addressed alike: snac2 drops an object that is addressed to nobody.</param>
    /// <param name="addresses">Of this house.</param>
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

    /// <summary>What stands in the place of an actor that is gone.</summary>
    public static JsonObject Tombstone(Actor actor, Addresses addresses) => new()
    {
        ["@context"] = WireJson.ActivityStreams,
        ["id"] = addresses.Actor(actor.Handle),
        ["type"] = "Tombstone",
        ["deleted"] = WireJson.Moment(actor.DeletedAt ?? actor.CreatedAt),
    };
}
