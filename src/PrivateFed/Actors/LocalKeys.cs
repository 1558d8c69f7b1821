using System.Collections.Concurrent;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Actors;

/// <summary>Private keys of local actors, read from their PEM once. Which key is in use the database says, every time.</summary>
public sealed class LocalKeys : IDisposable
{
    private readonly ConcurrentDictionary<string, SigningKey> _keys = new(StringComparer.Ordinal);

    public SigningKey Read(string pem) => _keys.GetOrAdd(pem, SigningKey.ImportPrivatePem);

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
