using Microsoft.EntityFrameworkCore;
using PrivateFed.CustomEmojis;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Keeps what an actor's own server said of it. Called only after a signature by the actor's key was verified.</summary>
public static class StoreRemoteActor
{
    /// <returns>The tracked actor; the caller saves.</returns>
    public static async Task<RemoteActor> ActorAsync(HouseDb db, ActorProfile claims, DateTimeOffset now, CancellationToken cancellation)
    {
        var host = await db.RemoteHosts.SingleOrDefaultAsync(host => host.Name == claims.Host, cancellation)
            ?? db.RemoteHosts.Add(new RemoteHost { Name = claims.Host }).Entity;
        var actor = await db.RemoteActors.SingleOrDefaultAsync(actor => actor.Uri == claims.Uri, cancellation)
            ?? db.RemoteActors.Add(new RemoteActor
            {
                Uri = claims.Uri,
                HostId = host.Id,
                Type = claims.Type,
                Handle = claims.Handle,
                Name = claims.Name,
                Summary = "",
                Inbox = claims.Inbox,
                FetchedAt = now,
            }).Entity;
        Describe(actor, claims, now);
        await StoreEmoji.StageAsync(db, actor, host, claims.Emoji, now, cancellation);
        foreach (var (uri, pem) in claims.Keys)
        {
            await KeyAsync(db, actor, uri, pem, now, cancellation);
        }
        return actor;
    }

    private static void Describe(RemoteActor actor, ActorProfile claims, DateTimeOffset now)
    {
        if (actor.IconUrl != claims.IconUrl)
        {
            actor.PictureDueAt = claims.IconUrl is null ? null : now;
            actor.HasPicture = false;
        }
        actor.Type = claims.Type;
        actor.Handle = claims.Handle;
        actor.Name = claims.Name;
        actor.Summary = Html.Sanitise(claims.Summary, claims.Url ?? claims.Uri);
        actor.Inbox = claims.Inbox;
        actor.SharedInbox = claims.SharedInbox;
        actor.Url = claims.Url;
        actor.IconUrl = claims.IconUrl;
        actor.AlsoKnownAs = [.. claims.AlsoKnownAs];
        actor.AccountSince = claims.AccountSince;
        actor.FetchedAt = now;
    }

    private static async Task KeyAsync(HouseDb db, RemoteActor actor, string uri, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.RemoteKeys.SingleOrDefaultAsync(key => key.Uri == uri, cancellation) is not { } key)
        {
            db.RemoteKeys.Add(new RemoteKey { Uri = uri, RemoteActorId = actor.Id, Pem = pem, FetchedAt = now });
        }
        else if (key.RemoteActorId == actor.Id)
        {
            if (!KeyHistory.AreSame(key.Pem, pem))
            {
                await KeyHistory.EndAsync(db, actor.Id, key.Pem, now, cancellation);
            }
            (key.Pem, key.FetchedAt) = (pem, now);
        }
    }
}
