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

/// <summary>What is believed of an activity that somebody else than its actor brought.</summary>
/// <param name="Document">What may be handled as if the actor had sent it.</param>
/// <param name="IsProvedByActor">Whether its actor signed it, id and all; otherwise it is what the actor's server shows.</param>
public sealed record Believed(string Document, bool IsProvedByActor);

/// <summary>
/// Judges an activity that somebody else than its actor brought. It is believed by its actor's own proof in it (FEP-8b32), or else by what
/// the actor's server shows of its object. Linked Data signatures are not looked at.
/// </summary>
public sealed class BelieveForwarded(HouseDb db, FetchDocument fetch, ReadDocument read, CurrentHouse house, TimeProvider clock)
{
    /// <summary>
    /// How old a proof may be: longer than any server goes on passing on, and shorter than ids are remembered (<see cref="ForgetReceived"/>).
    /// Otherwise an old Update could be brought again once it is forgotten.
    /// </summary>
    private static readonly TimeSpan ProofIsGoodFor = TimeSpan.FromDays(7);

    /// <summary>Which types are passed on at all: a Follow or an Undo in another's name is a lie.</summary>
    public static bool IsPassedOn(Wire.Activity activity) => activity is Wire.Create or Wire.Update or Wire.Delete;

    /// <summary>
    /// What may be handled as if the actor had sent it; null when it is not believed. Whether we know the actor makes no
    /// difference to what is asked of which server, so that nobody learns it by sending.
    /// </summary>
    /// <param name="body">What came.</param>
    /// <param name="activity">The same, read.</param>
    /// <param name="actor">In whose name.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Believed?> JudgeAsync(byte[] body, Wire.Activity activity, string actor, CancellationToken cancellation)
    {
        // Proofs are checked against what the actor's server shows today, and its domain may have been bought: only a request signed with a key
        // that we know brings new ones.
        if (activity is Wire.Update && activity.Object.Any(about => about.Id == actor))
        {
            return null;
        }
        var host = Authority.Of(actor);
        if (!await db.RemoteHosts.AnyAsync(met => met.Name == host, cancellation))
        {
            return null;
        }
        // Without an id nothing tells a proved activity from its repetition.
        if (activity.Id is not null && await IsProvedAsync(body, actor, cancellation))
        {
            return new Believed(Encoding.UTF8.GetString(body), IsProvedByActor: true);
        }
        return await AsItsOriginSaysAsync(activity, actor, cancellation) is { } shown ? new Believed(shown, IsProvedByActor: false) : null;
    }

    private async Task<bool> IsProvedAsync(byte[] body, string actorUri, CancellationToken cancellation)
    {
        var document = JsonSerializer.Deserialize<JsonElement>(body);
        if (ActivityTime.Proved(document) is not { } signedAt || clock.GetUtcNow() - signedAt > ProofIsGoodFor)
        {
            return false;
        }
        var proofs = IntegrityProof.ReadAll(document, clock.GetUtcNow()).Where(proof => Authority.AreSame(proof.VerificationMethod, actorUri)).ToList();
        return proofs.Count > 0
            && await fetch.DocumentAsync(actorUri, cancellation) is Fetched.Document found
            && read.As<Wire.Actor>(found.Utf8) is { Succeeded: true, Value: var actor }
            && ActorProfile.Of(actorUri, actor, house.Addresses.Domain).Succeeded
            && ProofKeys.Of(actor).Any(key => proofs.Any(proof => proof.VerificationMethod == key.Id && proof.IsMadeBy(key.Key)));
    }

    private async Task<string?> AsItsOriginSaysAsync(Wire.Activity activity, string actor, CancellationToken cancellation)
    {
        if (activity.Object is not [{ Id: { } uri }] || !Authority.AreSame(uri, actor))
        {
            return null;
        }
        var fetched = await fetch.DocumentAsync(uri, cancellation);
        if (activity is Wire.Delete)
        {
            // Not for a 404: a private post, which we may not see, answers that too, and anybody could have it deleted here.
            return fetched is Fetched.Gone { Status: HttpStatusCode.Gone } ? Anew(activity, actor, uri) : null;
        }
        return fetched is Fetched.Document { Utf8: var shown }
            && read.As<Wire.Thing>(shown) is { Succeeded: true, Value: { AttributedTo: [{ Id: var author }] } thing } && thing.Id == uri && author == actor
                ? Anew(activity, actor, JsonNode.Parse(shown.Span))
                : null;
    }

    /// <summary>Written by us, since nothing else in what came is proved.</summary>
    private static string Anew(Wire.Activity activity, string actor, JsonNode? about) => new JsonObject
    {
        ["@context"] = WireJson.ActivityStreams,
        ["id"] = activity.Id,
        ["type"] = activity.ShortType(),
        ["actor"] = actor,
        ["object"] = about,
    }.ToJsonString();
}
