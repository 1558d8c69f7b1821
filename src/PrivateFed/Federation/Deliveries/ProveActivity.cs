using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.Deliveries;

/// <summary>Puts into an activity the proof that its actor wrote it (FEP-8b32), so that it can be believed when it is passed on.</summary>
public static class ProveActivity
{
    /// <param name="document">The activity as it goes to one host: a proof holds for these very words, links included.</param>
    /// <param name="keyId">The actor's Ed25519 key, as its document lists it.</param>
    /// <param name="key">Its private half.</param>
    /// <param name="now">The moment of sending.</param>
    public static JsonObject With(string document, string keyId, SigningKey key, DateTimeOffset now)
    {
        var activity = JsonNode.Parse(document)!.AsObject();
        var contexts = activity["@context"] is JsonArray several ? [.. several.Select(context => context?.DeepClone())] : new JsonArray(activity["@context"]?.DeepClone());
        // Written out: the context that says the same is not built into every server. The proof is over the words, contexts included.
        contexts.Add(Documents.WireJson.ProofContext());
        activity["@context"] = contexts;
        activity["proof"] = IntegrityProof.Make(JsonSerializer.SerializeToElement(activity), keyId, key, now);
        return activity;
    }
}
