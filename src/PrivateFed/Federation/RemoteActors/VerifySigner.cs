using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.HttpSignatures;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Whose keys may be looked up when a request was signed with an unknown key.</summary>
public enum LookUp
{
    None,

    /// <summary>Those of actors on servers that the house knows.</summary>
    OnKnownServers,

    AnyServer,
}

/// <summary>
/// Finds out who signed a request. Writes nothing before the signature is verified, and sends no request to an unknown server unless the
/// caller allows it. What the sender of an unproved request can count and measure does not depend on whom the house knows: see
/// <see cref="KeyLookUpLimits"/> and <see cref="AnswerTimes"/>.
/// </summary>
public sealed class VerifySigner(KnownKeys known, FetchKey fetch,
    KeyLookUpLimits limits, AnswerTimes times, CurrentHouse house, HouseDb db, TimeProvider clock)
{
    private const string WrongKey = "The signature was not made by the key that it names.";

    private static readonly TimeSpan RefetchAfter = TimeSpan.FromMinutes(5);

    /// <param name="body">Empty for a GET.</param>
    /// <param name="lookUp">Whose keys may be looked up.</param>
    /// <param name="time">Limits the look-ups.</param>
    public async Task<Proof> CheckAsync(
        HttpRequest request, ReadOnlyMemory<byte> body, LookUp lookUp, AnswerClock time, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!RequestSignature.TryRead(Signable(request, body), now, out var signature, out var refusal))
        {
            return new Proof.Refused(refusal.Sentence);
        }
        var signer = await known.FindAsync(signature.KeyId, db, cancellation);
        if (signer is not null && !signature.IsMadeBy(signer.Key))
        {
            signer = await known.ReloadAsync(signature.KeyId, db, cancellation);
        }
        if (signer is not null && signature.IsMadeBy(signer.Key))
        {
            return new Proof.Given(signer, signature.Value);
        }
        // From here on every request counts, before it matters whether the house knows the signer.
        if (!limits.MayAsk(request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            return new Proof.TooMany();
        }
        // Any key might be looked up for a Follow, so every Follow takes a place.
        using var place = lookUp == LookUp.AnyServer ? limits.Begin() : null;
        if (lookUp == LookUp.AnyServer && place is null)
        {
            return new Proof.TooMany();
        }
        if (signer is not null && IsNamedAfter(signature.KeyId, signer.Uri) && now - signer.KeyFetchedAt < RefetchAfter)
        {
            return new Proof.Refused(WrongKey);
        }
        return await LookUpAsync(signature, lookUp, now, time, cancellation);
    }

    /// <summary>Who signed a GET, if the house knows them. A stranger's key is not looked up: the answer is 404 anyway.</summary>
    public async Task<Signer?> ReaderAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.Headers.ContainsKey("Signature") || await house.FindAsync(cancellation) is null)
        {
            return null;
        }
        using var time = times.OfReading.Start(cancellation);
        if (await CheckAsync(request, ReadOnlyMemory<byte>.Empty, LookUp.OnKnownServers, time, cancellation) is Proof.Given proof)
        {
            return proof.Signer;
        }
        await time.AnswerAsync();
        return null;
    }

    /// <summary>
    /// Whether a key's id starts with its actor's. One that does not may belong to another actor, and only be claimed by this one.
    /// </summary>
    private static bool IsNamedAfter(string keyId, string actor) =>
        keyId.StartsWith(actor, StringComparison.Ordinal) && keyId.AsSpan(actor.Length) is ['#' or '/' or '?', ..];

    private SignableRequest Signable(HttpRequest request, ReadOnlyMemory<byte> body) => new()
    {
        Method = request.Method,
        Target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        // This house is known by https, whatever scheme the last hop used.
        Scheme = Uri.UriSchemeHttps,
        // Not the request's own host: a request signed for another host is not meant for this house.
        Authority = house.Addresses.Domain,
        Header = name => request.Headers.TryGetValue(name, out var values) ? string.Join(", ", values.ToArray()) : null,
        Body = body,
    };

    private async Task<Proof> LookUpAsync(
        RequestSignature signature, LookUp lookUp, DateTimeOffset now, AnswerClock time, CancellationToken cancellation)
    {
        var host = Authority.Of(signature.KeyId);
        if (host is null || !await MayLookUpAsync(host, lookUp, cancellation))
        {
            return new Proof.Refused("The signature names a key that is not known here.");
        }
        if (known.FailureOf(signature.KeyId) is { } failure)
        {
            return failure.MayPass ? new Proof.NotNow(failure.Why) : new Proof.Refused(failure.Why);
        }
        if (known.FindUnverified(signature.KeyId) is { } unproved)
        {
            return await VerifyWithAsync(signature, unproved, now, cancellation);
        }
        if (lookUp != LookUp.AnyServer && !limits.MayAskServer(host))
        {
            return new Proof.Refused("Too many keys of this server are looked up at the moment.");
        }
        switch (await FetchAsync(signature.KeyId, time, cancellation))
        {
            case FoundKey.Of found:
                return await VerifyWithAsync(signature, found, now, cancellation);
            case FoundKey.Gone:
                known.RememberFailure(signature.KeyId, new KeyFailure("The signer is gone.", MayPass: false));
                return new Proof.SignerGone();
            case FoundKey.Refused refused:
                known.RememberFailure(signature.KeyId, new KeyFailure(refused.Why, MayPass: false));
                return new Proof.Refused(refused.Why);
            case FoundKey.NotNow later:
                known.RememberFailure(signature.KeyId, new KeyFailure(later.Why, MayPass: true));
                return new Proof.NotNow(later.Why);
            default:
                throw new InvalidOperationException();
        }
    }

    private async Task<bool> MayLookUpAsync(string host, LookUp lookUp, CancellationToken cancellation) => lookUp switch
    {
        LookUp.AnyServer => true,
        LookUp.OnKnownServers => await db.RemoteHosts.AnyAsync(met => met.Name == host, cancellation),
        _ => false,
    };

    private async Task<FoundKey> FetchAsync(string keyId, AnswerClock time, CancellationToken cancellation)
    {
        try
        {
            return await fetch.ByIdAsync(keyId, time.LookUps);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FoundKey.NotNow("The key's server took longer than the answer may.");
        }
    }

    private async Task<Proof> VerifyWithAsync(
        RequestSignature signature, FoundKey.Of found, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!VerificationKey.TryFromPem(found.Pem, out var key, out var why) || !signature.IsMadeBy(key))
        {
            known.CacheUnverified(signature.KeyId, found);
            return new Proof.Refused(why ?? WrongKey);
        }
        var actor = await RememberAsync(signature.KeyId, found, now, cancellation);
        var host = await db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Id == actor.HostId, cancellation);
        var signer = new Signer(actor.Id, actor.Uri, host.Id, host.Name, key, now);
        return new Proof.Given(known.Add(signature.KeyId, signer), signature.Value);
    }

    /// <summary>
    /// If another request stores the same actor at the same time, this one is retried and compares with what the other stored.
    /// </summary>
    private Task<RemoteActor> RememberAsync(string keyId, FoundKey.Of found, DateTimeOffset now, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, async () =>
    {
        await ChangedId.UpdateIdAsync(db, known, found.Owner, found.Pem, cancellation);
        await RequireReapproval.StageWhenKeyChangedAsync(db, found.Owner, found.Pem, now, cancellation);
        var actor = await StoreRemoteActor.StageActorAsync(db, found.Owner, now, cancellation);
        // Another actor there may have listed the key before. The document at the key's id decides, but the key remains in that actor's
        // history.
        if (await db.RemoteKeys.SingleOrDefaultAsync(key => key.Uri == keyId && key.RemoteActorId != actor.Id, cancellation)
            is { } former)
        {
            await KeyHistory.StageEndAsync(db, former.RemoteActorId, former.Pem, now, cancellation);
            (former.RemoteActorId, former.Pem, former.FetchedAt) = (actor.Id, found.Pem, now);
        }
        await db.SaveChangesAsync(cancellation);
        return actor;
    });
}
