using System.Text.Json;
using PrivateFed.Federation.Documents;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>The keys with which an actor proves what it wrote: Multikeys that its document lists as assertionMethod (FEP-521a).</summary>
public static class ProofKeys
{
    private const int Most = 8;

    /// <param name="actor">The actor's id.</param>
    /// <param name="json">Its document, from its own server.</param>
    public static IEnumerable<(string Id, VerificationKey Key)> Of(string actor, JsonElement json)
    {
        foreach (var method in json.All("assertionMethod").Take(Most))
        {
            if (method.Text("id") is { } id && Authority.AreSame(id, actor) && method.Text("controller") == actor
                && method.Text("publicKeyMultibase") is { } multibase && VerificationKey.TryFromMultibase(multibase, out var key, out _))
            {
                yield return (id, key);
            }
        }
    }
}
