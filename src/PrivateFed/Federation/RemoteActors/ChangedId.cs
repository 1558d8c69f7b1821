using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// An actor whose id changed on the same server. WordPress identifies its authors by "?author=1" or by their page, depending on a setting,
/// and sends an Undo under one id for a follow under the other. The actor remains the same row, with its follows and keys. Nobody else can
/// take its place: one of the ids must name the other as its page, and the signature must be made by a key that is stored for this actor.
/// </summary>
public static class ChangedId
{
    /// <summary>Saves the new id if the profile is a stored actor's.</summary>
    /// <param name="known">Its signers under the old id are removed.</param>
    /// <param name="profile">The document at the new id.</param>
    /// <param name="pem">The key that made the signature.</param>
    public static async Task UpdateIdAsync(HouseDb db, KnownKeys known, ActorProfile profile, string pem, CancellationToken cancellation)
    {
        if (await db.RemoteActors.AnyAsync(actor => actor.Uri == profile.Uri, cancellation))
        {
            return;
        }
        var candidates = await db.RemoteActors
            .Where(actor => actor.Host.Name == profile.Host
                && (actor.Url == profile.Uri || (profile.Url != null && actor.Uri == profile.Url)))
                .ToListAsync(cancellation);
        foreach (var actor in candidates)
        {
            var keys = await db.RemoteKeys.AsNoTracking().Where(key => key.RemoteActorId == actor.Id).ToListAsync(cancellation);
            if (keys.Exists(key => KeyHistory.AreSame(key.Pem, pem)))
            {
                actor.Uri = profile.Uri;
                await db.SaveChangesAsync(cancellation);
                keys.ForEach(key => known.Forget(key.Uri));
                return;
            }
        }
    }
}
