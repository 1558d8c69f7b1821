using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Actors;

/// <summary>The private RSA keys of local actors, read once.</summary>
public sealed class LocalKeys(IServiceScopeFactory scopes) : IDisposable
{
    private readonly ConcurrentDictionary<string, SigningKey> _keys = new(StringComparer.Ordinal);

    public async ValueTask<SigningKey> OfAsync(string handle, CancellationToken cancellation)
    {
        if (_keys.TryGetValue(handle, out var known))
        {
            return known;
        }
        await using var scope = scopes.CreateAsyncScope();
        var pem = await scope.ServiceProvider.GetRequiredService<HouseDb>().Actors
            .Where(actor => actor.Handle == handle).Select(actor => actor.RsaPrivateKey).SingleAsync(cancellation);
        return _keys.GetOrAdd(handle, _ => SigningKey.ImportPrivatePem(pem));
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
