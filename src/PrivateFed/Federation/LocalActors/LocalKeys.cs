using System.Collections.Concurrent;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>Private keys of local actors, opened and read once. Which key is in use the database says, every time.</summary>
public sealed class LocalKeys(SecretBox box) : IDisposable
{
    private readonly ConcurrentDictionary<string, SigningKey> _keys = new(StringComparer.Ordinal);

    /// <param name="kept">As the actor's row has it: PEM, encrypted.</param>
    public SigningKey Read(string kept) => _keys.GetOrAdd(kept, text => SigningKey.ImportPrivatePem(box.Open(text, SealOnSave.ActorKey)));

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
