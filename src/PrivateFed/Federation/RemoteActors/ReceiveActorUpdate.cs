using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Somebody's server tells them anew: another name, another picture, other keys. It is signed with a key that we know, so new keys are
/// announced and believed, and those that are listed no longer are believed no longer.
/// </summary>
public sealed class ReceiveActorUpdate(HouseDb db, KnownKeys known, FetchDocument fetch, ReadDocument read, NamedKeys named, CurrentHouse house, TimeProvider clock)
{
    /// <summary>Everybody's activities wait while an actor is fetched, so that none is fetched more often for its Updates.</summary>
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The Update names the actor by its id alone: what it is now stands there. What cannot be had leaves everything as it is.</summary>
    public async Task FetchAsync(ReceivedActivity received, CancellationToken cancellation)
    {
        var uri = received.RemoteActor.Uri;
        if (clock.GetUtcNow() - received.RemoteActor.FetchedAt < BetweenFetches || known.FailureOf(uri) is not null)
        {
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Patience);
        try
        {
            if (await fetch.DocumentAsync(uri, end.Token) is Fetched.Document { Utf8: var document } && read.As<Wire.Actor>(document) is { Succeeded: true, Value: var actor })
            {
                await HandleAsync(received, actor, cancellation);
                return;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Slower than we wait; remembered below like any other failure.
        }
        known.RememberFailure(uri, new KeyFailure("The actor could not be fetched.", MayPass: false));
    }

    public async Task HandleAsync(ReceivedActivity received, Wire.Actor actor, CancellationToken cancellation)
    {
        if (ActorProfile.Of(received.RemoteActor.Uri, actor, house.Addresses.Domain) is not { Succeeded: true, Value: var said }
            || await named.AddToAsync(said, cancellation) is not { Keys.Count: > 0 } claims)
        {
            return;
        }
        // An Update that was received long ago and is handled only now must not bring back what a later look at the actor replaced.
        if (received.ReceivedAt < received.RemoteActor.FetchedAt)
        {
            return;
        }
        var now = clock.GetUtcNow();
        await StoreRemoteActor.ActorAsync(db, claims, now, cancellation);
        var changed = new List<string>();
        foreach (var key in await db.RemoteKeys.Where(key => key.RemoteActorId == received.RemoteActorId).ToListAsync(cancellation))
        {
            if (!claims.Keys.Any(listed => listed.Uri == key.Uri))
            {
                await KeyHistory.EndAsync(db, key.RemoteActorId, key.Pem, now, cancellation);
                db.RemoteKeys.Remove(key);
            }
            changed.Add(key.Uri);
        }
        ForgetOnceSaved(changed);
    }

    /// <summary>Not before: whoever knocked in between would bring the old key back into memory.</summary>
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
