using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Discovery;

/// <summary>Lets other servers find an author by their address (RFC 7033). Members who only read are not found.</summary>
public static class WebFinger
{
    public static async Task<IResult> AnswerAsync(
        string? resource, HttpContext context, CurrentHouse house, HouseDb db, CancellationToken cancellation)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (string.IsNullOrEmpty(resource))
        {
            return TypedResults.BadRequest();
        }
        if (await house.FindAsync(cancellation) is null || HandleIn(resource, house.Addresses) is not { } handle
            || !(handle == Actor.InstanceHandle || await db.PublicActors().AnyAsync(actor => actor.Handle == handle, cancellation)))
        {
            return TypedResults.NotFound();
        }
        var actor = house.Addresses.Actor(handle);
        var document = new JsonObject
        {
            ["subject"] = $"acct:{handle}@{house.Addresses.Domain}",
            ["aliases"] = new JsonArray(actor),
            ["links"] = new JsonArray(
                new JsonObject { ["rel"] = "self", ["type"] = Documents.ActivityJson.MediaType, ["href"] = actor },
                new JsonObject { ["rel"] = "http://webfinger.net/rel/profile-page", ["type"] = "text/html", ["href"] = actor }),
        };
        return TypedResults.Content(document.ToJsonString(Documents.WireJson.Options), "application/jrd+json; charset=utf-8");
    }

    /// <summary>
    /// The handle in acct:handle@domain, or in the actor's own URL. The server's own name as a handle means the instance actor, as on
    /// Mastodon.
    /// </summary>
    private static string? HandleIn(string resource, Addresses addresses)
    {
        if (resource == addresses.InstanceActor)
        {
            return Actor.InstanceHandle;
        }
        const string scheme = "acct:";
        var suffix = "@" + addresses.Domain;
        if (!resource.StartsWith(scheme, StringComparison.Ordinal) || !resource.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        {
            return addresses.ActorHandle(resource);
        }
        var handle = resource[scheme.Length..^suffix.Length].ToLowerInvariant();
        return handle == addresses.Domain || handle == addresses.Domain.Split(':')[0] ? Actor.InstanceHandle : handle;
    }
}
