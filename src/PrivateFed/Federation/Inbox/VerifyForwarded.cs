using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>A forwarded activity that was verified.</summary>
/// <param name="Document">Can be handled as if the actor had sent it.</param>
/// <param name="IsProvedByActor">Whether the actor signed the whole activity, id included; otherwise the content is what the actor's server
/// shows.</param>
public sealed record VerifiedForward(string Document, bool IsProvedByActor);

/// <summary>
/// Verifies an activity that was not sent by its own actor: by the actor's proof in it (FEP-8b32), or else by what the actor's server shows
/// of its object. Linked Data signatures are ignored.
/// </summary>
public sealed class VerifyForwarded(HouseDb db, FetchDocument fetch, ReadDocument read, CurrentHouse house, TimeProvider clock)
{
    /// <summary>
    /// Maximum age of a proof. Longer than any server keeps forwarding, and shorter than ids are remembered (<see cref="ForgetReceived"/>):
    /// otherwise an old Update could be replayed once it is forgotten.
    /// </summary>
    private static readonly TimeSpan MaxProofAge = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether activities of this type are forwarded at all. A Follow or an Undo in another actor's name is never genuine.
    /// </summary>
    public static bool IsPassedOn(Wire.Activity activity) => activity is Wire.Create or Wire.Update or Wire.Delete;

    /// <summary>
    /// Returns what can be handled as if the actor had sent it; null when it cannot be verified. Which servers are asked for what does not
    /// depend on whether the house knows the actor, so that no sender can find out.
    /// </summary>
    /// <param name="body">The activity as it arrived.</param>
    /// <param name="activity">The same, parsed.</param>
    /// <param name="actor">The actor that the activity names.</param>
    public async Task<VerifiedForward?> JudgeAsync(byte[] body, Wire.Activity activity, string actor, CancellationToken cancellation)
    {
        // Proofs are checked against what the actor's server shows today, and its domain may have been bought. Only a request that is
        // signed with a known key may announce new keys.
        if (activity is Wire.Update && activity.Object.Any(about => about.Id == actor))
        {
            return null;
        }
        var host = Authority.Of(actor);
        if (!await db.RemoteHosts.AnyAsync(met => met.Name == host, cancellation))
        {
            return null;
        }
        // Without an id, a proved activity cannot be told from its replay.
        if (activity.Id is not null && await IsProvedAsync(body, actor, cancellation))
        {
            return new VerifiedForward(Encoding.UTF8.GetString(body), IsProvedByActor: true);
        }
        return await ReadFromOriginAsync(activity, actor, cancellation) is { } shown ? new VerifiedForward(shown, IsProvedByActor: false)
            : null;
    }

    private async Task<bool> IsProvedAsync(byte[] body, string actorUri, CancellationToken cancellation)
    {
        var document = JsonSerializer.Deserialize<JsonElement>(body);
        if (ActivityTime.Proved(document) is not { } signedAt || clock.GetUtcNow() - signedAt > MaxProofAge)
        {
            return false;
        }
        var proofs = IntegrityProof.ReadAll(document, clock.GetUtcNow())
            .Where(proof => Authority.AreSame(proof.VerificationMethod, actorUri)).ToList();
        return proofs.Count > 0
            && await fetch.DocumentAsync(actorUri, cancellation) is Fetched.Document found
            && read.As<Wire.Actor>(found.Utf8) is { Succeeded: true, Value: var actor }
            && ActorProfile.FromActor(actorUri, actor, house.Addresses.Domain).Succeeded
            && ProofKeys.Of(actor).Any(key => proofs.Any(proof => proof.VerificationMethod == key.Id && proof.IsMadeBy(key.Key)));
    }

    private async Task<string?> ReadFromOriginAsync(Wire.Activity activity, string actor, CancellationToken cancellation)
    {
        if (activity.Object is not [{ Id: { } uri }] || !Authority.AreSame(uri, actor))
        {
            return null;
        }
        var fetched = await fetch.DocumentAsync(uri, cancellation);
        if (activity is Wire.Delete)
        {
            // Not for a 404: a private post, which this house may not see, returns that too, and then anybody could have it deleted here.
            return fetched is Fetched.Gone { Status: HttpStatusCode.Gone } ? Rebuild(activity, actor, uri) : null;
        }
        return fetched is Fetched.Document { Utf8: var shown }
            && read.As<Wire.Thing>(shown) is { Succeeded: true, Value: { AttributedTo: [{ Id: var author }] } thing } && thing.Id == uri
                && author == actor
                ? Rebuild(activity, actor, JsonNode.Parse(shown.Span))
                : null;
    }

    /// <summary>Builds the activity anew, since nothing else in the received one is verified.</summary>
    private static string Rebuild(Wire.Activity activity, string actor, JsonNode? about) => new JsonObject
    {
        ["@context"] = WireJson.ActivityStreams,
        ["id"] = activity.Id,
        ["type"] = activity.ShortType(),
        ["actor"] = actor,
        ["object"] = about,
    }.ToJsonString();
}
