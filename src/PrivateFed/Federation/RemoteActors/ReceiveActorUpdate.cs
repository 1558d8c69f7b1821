using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// An actor's server announces a new name, picture or keys. The Update is signed with a key that the house knows, so new keys are accepted,
/// and keys that are not listed any more are revoked.
/// </summary>
public sealed class ReceiveActorUpdate(
    HouseDb db, KnownKeys known, FetchDocument fetch, ReadDocument read, NamedKeys named, CurrentHouse house, TimeProvider clock)
{
    /// <summary>
    /// All activities wait while an actor is fetched, so one actor is not fetched more often than this, however many Updates it sends.
    /// </summary>
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Fetches the actor of an Update that names it by id alone. If that fails, nothing changes.</summary>
    public async Task FetchAsync(ReceivedActivity received, CancellationToken cancellation)
    {
        var uri = received.RemoteActor.Uri;
        if (clock.GetUtcNow() - received.RemoteActor.FetchedAt < BetweenFetches || known.FailureOf(uri) is not null)
        {
            return;
        }
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(FetchTimeout);
        try
        {
            if (await fetch.DocumentAsync(uri, timeout.Token) is Fetched.Document { Utf8: var document }
                && read.As<Wire.Actor>(document) is { Succeeded: true, Value: var actor })
            {
                await HandleAsync(received, actor, cancellation);
                return;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Too slow; remembered below like any other failure.
        }
        known.RememberFailure(uri, new KeyFailure("The actor could not be fetched.", MayPass: false));
    }

    public async Task HandleAsync(ReceivedActivity received, Wire.Actor actor, CancellationToken cancellation)
    {
        if (ActorProfile.FromActor(received.RemoteActor.Uri, actor, house.Addresses.Domain) is not { Succeeded: true, Value: var document }
            || await named.AddToAsync(document, cancellation) is not { Keys.Count: > 0 } profile)
        {
            return;
        }
        // An Update that was received long ago and is handled only now must not undo what a later fetch of the actor has stored.
        if (received.ReceivedAt < received.RemoteActor.FetchedAt)
        {
            return;
        }
        var now = clock.GetUtcNow();
        await StoreRemoteActor.StageActorAsync(db, profile, now, cancellation);
        var changed = new List<string>();
        foreach (var key in await db.RemoteKeys.Where(key => key.RemoteActorId == received.RemoteActorId).ToListAsync(cancellation))
        {
            if (!profile.Keys.Any(listed => listed.Uri == key.Uri))
            {
                await KeyHistory.StageEndAsync(db, key.RemoteActorId, key.Pem, now, cancellation);
                db.RemoteKeys.Remove(key);
            }
            changed.Add(key.Uri);
        }
        ForgetOnceSaved(changed);
    }

    /// <summary>After saving: a request handled before that would load the old key into the cache again.</summary>
    private void ForgetOnceSaved(List<string> keyIds)
    {
        void Forget(object? sender, SavedChangesEventArgs saved)
        {
            db.SavedChanges -= Forget;
            keyIds.ForEach(known.Forget);
        }
        db.SavedChanges += Forget;
    }
}
