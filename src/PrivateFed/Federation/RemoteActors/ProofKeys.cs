using PrivateFed.Federation.Documents;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>The keys with which an actor signs its proofs: Multikeys that its document lists as assertionMethod (FEP-521a).</summary>
public static class ProofKeys
{
    private const int MaxKeys = 8;

    /// <param name="actor">The actor as its own server describes it.</param>
    public static IEnumerable<(string Id, VerificationKey Key)> Of(Wire.Actor actor)
    {
        foreach (var method in actor.AssertionMethod.Take(MaxKeys))
        {
            if (method is { Id: { } id, Embedded: { PublicKeyMultibase: { } multibase } key } && Authority.AreSame(id, actor.Id)
                && key.Controller == actor.Id
                && VerificationKey.TryFromMultibase(multibase, out var read, out _))
            {
                yield return (id, read);
            }
        }
    }
}
