using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Why a key could not be had.</summary>
/// <param name="Why">For our log.</param>
/// <param name="MayPass">Whether its server only cannot answer at the moment.</param>
public sealed record KeyFailure(string Why, bool MayPass);

/// <summary>The keys that were verified before: in memory for those in use, in the database for all.</summary>
public sealed class KnownKeys(TimeProvider clock) : IDisposable
{
    /// <summary>Another process may have learnt since that a key is believed no longer.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeftAloneWhileBusy = TimeSpan.FromSeconds(10);

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

    private Signer Cache(string keyId, Signer signer)
    {
        _signers.Set(keyId, (signer, clock.GetUtcNow() + Kept), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return signer;
    }

    public static Signer? SignerOf(RemoteActor actor, RemoteHost host, string pem, DateTimeOffset fetchedAt) =>
        VerificationKey.TryFromPem(pem, out var key, out _)
            ? new Signer(actor.Id, actor.Uri, host.Id, host.Name, key, fetchedAt)
            : null;

    /// <summary>A key that could not be had is not asked for again for five minutes; for ten seconds where its server could not answer.</summary>
    public void RememberFailure(string keyId, KeyFailure failure)
    {
        var leftAlone = failure.MayPass ? LeftAloneWhileBusy : LeftAlone;
        _failures.Set(keyId, (failure, clock.GetUtcNow() + leftAlone), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = leftAlone });
    }

    public KeyFailure? FailureOf(string keyId) =>
        _failures.TryGetValue(keyId, out (KeyFailure Failure, DateTimeOffset Until) known) && clock.GetUtcNow() < known.Until ? known.Failure : null;

    /// <summary>
    /// A key that was looked up for a signature that it did not make: it is not asked for again for five minutes either, and yet whoever has
    /// it is believed. Otherwise anybody could keep somebody out by using their key's name.
    /// </summary>
    public void RememberUnproved(string keyId, FoundKey.Of found) =>
        _unproved.Set(keyId, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = LeftAlone });

    public FoundKey.Of? UnprovedOf(string keyId) => _unproved.Get<FoundKey.Of>(keyId);

    /// <summary>What stands at an address was just seen to be an actor, or not to be; that is believed for five minutes.</summary>
    public bool RememberAlias(string address, string actor, bool isAlias) =>
        _aliases.Set((address, actor), isAlias, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = LeftAlone });

    public bool? IsAlias(string address, string actor) => _aliases.TryGetValue((address, actor), out bool isAlias) ? isAlias : null;

    public void Dispose()
    {
        _aliases.Dispose();
        _unproved.Dispose();
        _signers.Dispose();
        _failures.Dispose();
    }
}
