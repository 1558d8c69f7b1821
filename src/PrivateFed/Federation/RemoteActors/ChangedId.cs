using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// An actor that has another id now, on the same server: WordPress' authors are known by "?author=1" or by their page, as a setting says, and Undo under
/// the one what they followed under the other. It stays one actor, with its follows and its keys. Nobody else can take its place: one of the two names
/// the other as its page, and the signature was made by a key that is believed to be this actor's.
/// </summary>
public static class ChangedId
{
    /// <param name="db">The change is saved.</param>
    /// <param name="known">Forgets signers under the old id.</param>
    /// <param name="claims">What stands at the new id.</param>
    /// <param name="pem">The key that made the signature.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task KeepAsync(HouseDb db, KnownKeys known, ActorProfile claims, string pem, CancellationToken cancellation)
    {
        if (await db.RemoteActors.AnyAsync(actor => actor.Uri == claims.Uri, cancellation))
        {
            return;
        }
        var candidates = await db.RemoteActors
            .Where(actor => actor.Host.Name == claims.Host && (actor.Url == claims.Uri || (claims.Url != null && actor.Uri == claims.Url))).ToListAsync(cancellation);
        foreach (var actor in candidates)
        {
            var keys = await db.RemoteKeys.AsNoTracking().Where(key => key.RemoteActorId == actor.Id).ToListAsync(cancellation);
            if (keys.Exists(key => KeyHistory.AreSame(key.Pem, pem)))
            {
                actor.Uri = claims.Uri;
                await db.SaveChangesAsync(cancellation);
                keys.ForEach(key => known.Forget(key.Uri));
                return;
            }
        }
    }
}
