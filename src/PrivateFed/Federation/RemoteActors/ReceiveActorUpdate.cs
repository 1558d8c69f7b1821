using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// An actor tells of itself anew. Since one of its known keys signed that, a new key in it is announced and puts nobody in doubt; a key that
/// it lists no longer is not believed any more.
/// </summary>
public sealed class ReceiveActorUpdate(HouseDb db, TheHouse house, KnownKeys known, TimeProvider clock)
{
    /// <param name="received">Signed by the actor.</param>
    /// <param name="json">The actor's document in it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task HandleAsync(ReceivedActivity received, JsonElement json, CancellationToken cancellation)
    {
        var claims = ActorClaims.Read(received.RemoteActor.Uri, json, house.Addresses.Domain);
        if (!claims.Succeeded || claims.Value.Keys.Count == 0)
        {
            return;
        }
        var stored = await db.RemoteKeys.Where(key => key.RemoteActorId == received.RemoteActorId).ToListAsync(cancellation);
        await Remember.ActorAsync(db, claims.Value, clock.GetUtcNow(), cancellation);
        db.RemoteKeys.RemoveRange(stored.Where(key => claims.Value.Keys.All(listed => listed.Uri != key.Uri)));
        stored.ForEach(key => known.Forget(key.Uri));
    }
}
