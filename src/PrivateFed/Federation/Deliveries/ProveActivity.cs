using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.Deliveries;

/// <summary>Adds the proof that its actor wrote an activity (FEP-8b32), so that it can be verified when it is forwarded.</summary>
public static class ProveActivity
{
    /// <param name="document">The activity as it is sent to one host: the proof covers exactly this text, links included.</param>
    /// <param name="keyId">The actor's Ed25519 key, as its document lists it.</param>
    /// <param name="key">The private half of that key.</param>
    public static JsonObject AddProof(string document, string keyId, SigningKey key, DateTimeOffset now)
    {
        var activity = JsonNode.Parse(document)!.AsObject();
        var contexts = activity["@context"] is JsonArray several ? [.. several.Select(context => context?.DeepClone())]
            : new JsonArray(activity["@context"]?.DeepClone());
        // The context is written out, because not every server has the equivalent one built in. The proof covers the contexts too.
        contexts.Add(Documents.WireJson.ProofContext());
        activity["@context"] = contexts;
        activity["proof"] = IntegrityProof.Make(JsonSerializer.SerializeToElement(activity), keyId, key, now);
        return activity;
    }
}
