using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>The keys that were verified before: in memory for those in use, in the database for all.</summary>
public sealed class KnownKeys : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _signers = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    private readonly MemoryCache _failures = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    private readonly MemoryCache _unproved = new(new MemoryCacheOptions { SizeLimit = 500 });

    public async ValueTask<Signer?> FindAsync(string keyId, HouseDb db, CancellationToken cancellation)
    {
        if (_signers.TryGetValue(keyId, out Signer? known))
        {
            return known;
        }
        var stored = await db.RemoteKeys.AsNoTracking().Include(key => key.RemoteActor.Host).SingleOrDefaultAsync(key => key.Uri == keyId, cancellation);
        return stored is not null && SignerOf(stored.RemoteActor, stored.RemoteActor.Host, stored.Pem, stored.FetchedAt) is { } signer
            ? Cache(keyId, signer)
            : null;
    }

    /// <summary>The key as the database has it now: an Update, perhaps one that another process handled, may have brought another.</summary>
    public ValueTask<Signer?> FindAnewAsync(string keyId, HouseDb db, CancellationToken cancellation)
    {
        Forget(keyId);
        return FindAsync(keyId, db, cancellation);
    }

    public void Forget(string keyId) => _signers.Remove(keyId);

    public Signer Keep(string keyId, Signer signer)
    {
        _failures.Remove(keyId);
        _unproved.Remove(keyId);
        return Cache(keyId, signer);
    }

    private Signer Cache(string keyId, Signer signer) =>
        _signers.Set(keyId, signer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });

    public static Signer? SignerOf(RemoteActor actor, RemoteHost host, string pem, DateTimeOffset fetchedAt) =>
        VerificationKey.TryFromPem(pem, out var key, out _)
            ? new Signer(actor.Id, actor.Uri, host.Id, host.Name, key, fetchedAt)
            : null;

    /// <summary>A key that could not be had is not asked for again for five minutes.</summary>
    public void RememberFailure(string keyId, string why) =>
        _failures.Set(keyId, why, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = LeftAlone });

    public string? FailureOf(string keyId) => _failures.Get<string>(keyId);

    /// <summary>
    /// A key that was looked up for a signature that it did not make: it is not asked for again for five minutes either, and yet whoever has
    /// it is believed. Otherwise anybody could keep somebody out by using their key's name.
    /// </summary>
    public void RememberUnproved(string keyId, FoundKey.Of found) =>
        _unproved.Set(keyId, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = LeftAlone });

    public FoundKey.Of? UnprovedOf(string keyId) => _unproved.Get<FoundKey.Of>(keyId);

    public void Dispose()
    {
        _unproved.Dispose();
        _signers.Dispose();
        _failures.Dispose();
    }
}
