using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Somebody's server tells them anew: another name, another picture, other keys. It is signed with a key that we know, so new keys are
/// announced and believed, and those that are listed no longer are believed no longer.
/// </summary>
public sealed class ReceiveActorUpdate(HouseDb db, KnownKeys known, TheHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Actor actor, CancellationToken cancellation)
    {
        if (ActorClaims.Of(received.RemoteActor.Uri, actor, house.Addresses.Domain) is not { Succeeded: true, Value: var claims } || claims.Keys.Count == 0)
        {
            return;
        }
        // An Update that was received long ago and is handled only now must not bring back what a later look at the actor replaced.
        if (received.ReceivedAt < received.RemoteActor.FetchedAt)
        {
            return;
        }
        var now = clock.GetUtcNow();
        await Remember.ActorAsync(db, claims, now, cancellation);
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
