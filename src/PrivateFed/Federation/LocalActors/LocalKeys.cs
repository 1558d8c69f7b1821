using System.Collections.Concurrent;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>Decrypts and parses each private key of local actors once. Which key is in use is read from the database every time.</summary>
public sealed class LocalKeys(SecretBox box) : IDisposable
{
    private readonly ConcurrentDictionary<string, SigningKey> _keys = new(StringComparer.Ordinal);

    /// <param name="sealedPem">Encrypted PEM, as in the actor's row.</param>
    public SigningKey Read(string sealedPem) =>
        _keys.GetOrAdd(sealedPem, text => SigningKey.ImportPrivatePem(box.Open(text, SealOnSave.ActorKey)));

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
