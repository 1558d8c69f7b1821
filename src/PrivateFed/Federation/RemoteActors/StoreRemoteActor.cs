using Microsoft.EntityFrameworkCore;
using PrivateFed.CustomEmojis;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Stores what an actor's own server said about it. Called only after a signature by the actor's key was verified.</summary>
public static class StoreRemoteActor
{
    /// <returns>The tracked actor; the caller saves.</returns>
    public static async Task<RemoteActor> StageActorAsync(
        HouseDb db, ActorProfile profile, DateTimeOffset now, CancellationToken cancellation)
    {
        var host = await db.RemoteHosts.SingleOrDefaultAsync(host => host.Name == profile.Host, cancellation)
            ?? db.RemoteHosts.Add(new RemoteHost { Name = profile.Host }).Entity;
        var actor = await db.RemoteActors.SingleOrDefaultAsync(actor => actor.Uri == profile.Uri, cancellation)
            ?? db.RemoteActors.Add(new RemoteActor
            {
                Uri = profile.Uri,
                HostId = host.Id,
                Type = profile.Type,
                Handle = profile.Handle,
                Name = profile.Name,
                Summary = "",
                Inbox = profile.Inbox,
                FetchedAt = now,
            }).Entity;
        Describe(actor, profile, now);
        await StoreEmoji.StageAsync(db, actor, host, profile.Emoji, now, cancellation);
        foreach (var (uri, pem) in profile.Keys)
        {
            await StageKeyAsync(db, actor, uri, pem, now, cancellation);
        }
        return actor;
    }

    private static void Describe(RemoteActor actor, ActorProfile profile, DateTimeOffset now)
    {
        if (actor.IconUrl != profile.IconUrl)
        {
            actor.PictureDueAt = profile.IconUrl is null ? null : now;
            actor.HasPicture = false;
        }
        actor.Type = profile.Type;
        actor.Handle = profile.Handle;
        actor.Name = profile.Name;
        actor.Summary = Html.Sanitise(profile.Summary, profile.Url ?? profile.Uri);
        actor.Inbox = profile.Inbox;
        actor.SharedInbox = profile.SharedInbox;
        actor.Url = profile.Url;
        actor.IconUrl = profile.IconUrl;
        actor.AlsoKnownAs = [.. profile.AlsoKnownAs];
        actor.AccountSince = profile.AccountSince;
        actor.FetchedAt = now;
    }

    private static async Task StageKeyAsync(
        HouseDb db, RemoteActor actor, string uri, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.RemoteKeys.SingleOrDefaultAsync(key => key.Uri == uri, cancellation) is not { } key)
        {
            db.RemoteKeys.Add(new RemoteKey { Uri = uri, RemoteActorId = actor.Id, Pem = pem, FetchedAt = now });
        }
        else if (key.RemoteActorId == actor.Id)
        {
            if (!KeyHistory.AreSame(key.Pem, pem))
            {
                await KeyHistory.StageEndAsync(db, actor.Id, key.Pem, now, cancellation);
            }
            (key.Pem, key.FetchedAt) = (pem, now);
        }
    }
}
