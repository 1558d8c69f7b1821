using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Why a key could not be fetched.</summary>
/// <param name="Why">For the log.</param>
/// <param name="MayPass">Whether its server merely cannot answer at the moment.</param>
public sealed record KeyFailure(string Why, bool MayPass);

/// <summary>Keys that verified a signature before: cached in memory while in use, and all of them in the database.</summary>
public sealed class KnownKeys(TimeProvider clock) : IDisposable
{
    /// <summary>Short, because another process may have learned meanwhile that a key is not valid any more.</summary>
    private static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FailureCacheTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BusyCacheTime = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _signers = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    private readonly MemoryCache _failures = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    private readonly MemoryCache _aliases = new(new MemoryCacheOptions { SizeLimit = 2_000 });
    private readonly MemoryCache _unproved = new(new MemoryCacheOptions { SizeLimit = 500 });

    public async ValueTask<Signer?> FindAsync(string keyId, HouseDb db, CancellationToken cancellation)
    {
        if (_signers.TryGetValue(keyId, out (Signer Signer, DateTimeOffset Until) known) && clock.GetUtcNow() < known.Until)
        {
            return known.Signer;
        }
        var stored = await db.RemoteKeys.AsNoTracking().Include(key => key.RemoteActor.Host)
            .SingleOrDefaultAsync(key => key.Uri == keyId, cancellation);
        return stored is not null && SignerOf(stored.RemoteActor, stored.RemoteActor.Host, stored.Pem, stored.FetchedAt) is { } signer
            ? Cache(keyId, signer)
            : null;
    }

    /// <summary>Reads the key from the database again: an Update, perhaps handled by another process, may have replaced it.</summary>
    public ValueTask<Signer?> ReloadAsync(string keyId, HouseDb db, CancellationToken cancellation)
    {
        Forget(keyId);
        return FindAsync(keyId, db, cancellation);
    }

    public void Forget(string keyId) => _signers.Remove(keyId);

    public Signer Add(string keyId, Signer signer)
    {
        _failures.Remove(keyId);
        _unproved.Remove(keyId);
        return Cache(keyId, signer);
    }

    private Signer Cache(string keyId, Signer signer)
    {
        _signers.Set(keyId, (signer, clock.GetUtcNow() + CacheTime),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = CacheTime });
        return signer;
    }

    public static Signer? SignerOf(RemoteActor actor, RemoteHost host, string pem, DateTimeOffset fetchedAt) =>
        VerificationKey.TryFromPem(pem, out var key, out _)
            ? new Signer(actor.Id, actor.Uri, host.Id, host.Name, key, fetchedAt)
            : null;

    /// <summary>
    /// Remembers that a key could not be fetched. It is not looked up again for five minutes, or for ten seconds if its server could not
    /// answer.
    /// </summary>
    public void RememberFailure(string keyId, KeyFailure failure)
    {
        var cacheTime = failure.MayPass ? BusyCacheTime : FailureCacheTime;
        _failures.Set(keyId, (failure, clock.GetUtcNow() + cacheTime),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = cacheTime });
    }

    public KeyFailure? FailureOf(string keyId) =>
        _failures.TryGetValue(keyId, out (KeyFailure Failure, DateTimeOffset Until) known) && clock.GetUtcNow() < known.Until
            ? known.Failure
            : null;

    /// <summary>
    /// Caches a key that was looked up for a signature that it did not make. It is not looked up again for five minutes, but its holder is
    /// still believed. Otherwise anybody could lock somebody out by using the name of their key.
    /// </summary>
    public void CacheUnverified(string keyId, FoundKey.Of found) =>
        _unproved.Set(keyId, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = FailureCacheTime });

    public FoundKey.Of? FindUnverified(string keyId) => _unproved.Get<FoundKey.Of>(keyId);

    /// <summary>Caches for five minutes whether an address is an alias of an actor.</summary>
    public bool RememberAlias(string address, string actor, bool isAlias) =>
        _aliases.Set((address, actor), isAlias,
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = FailureCacheTime });

    public bool? IsAlias(string address, string actor) => _aliases.TryGetValue((address, actor), out bool isAlias) ? isAlias : null;

    public void Dispose()
    {
        _aliases.Dispose();
        _unproved.Dispose();
        _signers.Dispose();
        _failures.Dispose();
    }
}
