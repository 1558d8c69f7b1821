using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Hangfire job: fetches a remote actor's picture and stores a small version, so that pages load nothing from other hosts. Pictures are
/// fetched for followers and follow requests only, at most once a day, and only from the actor's own server or from the one other host
/// where that server keeps its pictures. That host is the one that the server's first actor names; later, an accepted follower may name
/// another.
/// </summary>
public sealed class FetchAvatar(HouseDb db, FetchDocument fetch, MediaStorage storage, TimeProvider clock, ILogger<FetchAvatar> log)
{
    private const int MaxBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan MinInterval = TimeSpan.FromDays(1);

    public async Task FetchAsync(Guid remoteActorId, CancellationToken cancellation)
    {
        var actor = await db.RemoteActors.Include(actor => actor.Host).Include(actor => actor.Follows)
            .SingleAsync(actor => actor.Id == remoteActorId, cancellation);
        var now = clock.GetUtcNow();
        if (actor.PictureFetchedAt + MinInterval is { } earliest && earliest > now)
        {
            actor.PictureDueAt = earliest;
            await db.SaveChangesAsync(cancellation);
            return;
        }
        // Saved before the work: a picture that causes an error here is not tried again until there is another.
        (actor.PictureDueAt, actor.PictureFetchedAt) = (null, now);
        // They may have left or been rejected since the job was enqueued.
        var isWanted = !actor.IsBlocked && actor.Follows.Exists(follow => follow.State is FollowState.Requested or FollowState.Accepted);
        var mayFetch = isWanted && actor.IconUrl is { } icon && MayFetch(actor, icon);
        await db.SaveChangesAsync(cancellation);
        if (mayFetch)
        {
            await StoreAsync(actor, cancellation);
        }
    }

    private static bool MayFetch(RemoteActor actor, string icon)
    {
        var from = Authority.Of(icon);
        if (from is null || from == actor.Host.Name)
        {
            return from is not null;
        }
        if (actor.Host.MediaHost is null || actor.Follows.Exists(follow => follow.State == FollowState.Accepted))
        {
            actor.Host.MediaHost = from;
        }
        return actor.Host.MediaHost == from;
    }

    private async Task StoreAsync(RemoteActor actor, CancellationToken cancellation)
    {
        try
        {
            string[] hosts = actor.Host.MediaHost is { } media ? [actor.Host.Name, media] : [actor.Host.Name];
            if (await fetch.PictureAsync(actor.IconUrl!, hosts, MaxBytes, cancellation) is { } picture)
            {
                using var work = storage.CreateWorkFolder();
                var made = await MakeRemoteAvatar.MakeAsync(picture, work.PathOf("face.webp"), cancellation);
                await (made.Succeeded ? storage.PutAsync(MediaKeys.RemoteAvatar(actor.Id), made.Value.FullName, cancellation)
                    : Task.CompletedTask);
                actor.HasPicture = made.Succeeded;
                await db.SaveChangesAsync(cancellation);
            }
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "Could not fetch or resize the picture {Icon}", actor.IconUrl);
        }
    }
}
