using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.HttpSignatures;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Judges an activity that somebody else than its actor brought. It is believed by its actor's own proof in it (FEP-8b32), or else by what
/// the actor's server shows of its object. Linked Data signatures are not looked at.
/// </summary>
public sealed class BelieveForwarded(HouseDb db, FetchDocument fetch, TheHouse house, TimeProvider clock)
{
    /// <summary>Which types are passed on at all: a Follow or an Undo in another's name is a lie.</summary>
    public static bool IsPassedOn(string type) => type is "Create" or "Update" or "Delete";

    /// <summary>
    /// What may be handled as if the actor had sent it; null when it is not believed. Whether we know the actor makes no difference to what
    /// is asked of which server, so that nobody learns it by sending.
    /// </summary>
    public async Task<JsonElement?> JudgeAsync(JsonElement activity, string actor, CancellationToken cancellation)
    {
        // Proofs are checked against what the actor's server shows today, and its domain may have been bought: only a request signed with a key
        // that we know brings new ones.
        if (activity.Text("type") == "Update" && activity.Id("object") == actor)
        {
            return null;
        }
        var host = Authority.Of(actor);
        if (!await db.RemoteHosts.AnyAsync(met => met.Name == host, cancellation))
        {
            return null;
        }
        return await IsProvedAsync(activity, actor, cancellation) ? activity : await AsItsOriginSaysAsync(activity, actor, cancellation);
    }

    private async Task<bool> IsProvedAsync(JsonElement activity, string actor, CancellationToken cancellation)
    {
        var proofs = IntegrityProof.ReadAll(activity, clock.GetUtcNow()).Where(proof => Authority.AreSame(proof.VerificationMethod, actor)).ToList();
        if (proofs.Count == 0 || await fetch.DocumentAsync(actor, cancellation) is not Fetched.Document { Json: var document }
            || !ActorClaims.Read(actor, document, house.Addresses.Domain).Succeeded)
        {
            return false;
        }
        return ProofKeys.Of(actor, document).Any(key => proofs.Any(proof => proof.VerificationMethod == key.Id && proof.IsMadeBy(key.Key)));
    }

    private async Task<JsonElement?> AsItsOriginSaysAsync(JsonElement activity, string actor, CancellationToken cancellation)
    {
        if (activity.Id("object") is not { } uri || !Authority.AreSame(uri, actor))
        {
            return null;
        }
        var fetched = await fetch.DocumentAsync(uri, cancellation);
        if (activity.Text("type") == "Delete")
        {
            // Not for a 404: a private post, which we may not see, answers that too, and anybody could have it deleted here.
            return fetched is Fetched.Gone { Status: HttpStatusCode.Gone } ? activity : null;
        }
        if (fetched is not Fetched.Document { Json: var shown } || shown.Text("id") != uri || shown.Id("attributedTo") != actor)
        {
            return null;
        }
        var believed = JsonObject.Create(activity)!;
        believed["object"] = JsonObject.Create(shown);
        return JsonSerializer.SerializeToElement(believed);
    }
}
