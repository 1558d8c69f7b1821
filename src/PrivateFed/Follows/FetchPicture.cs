using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Outbound;
using PrivateFed.Media;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Hangfire job: fetches a person's picture from their server and keeps a small one of our own, so that pages ask nothing of any other host.
/// </summary>
public sealed class FetchPicture(HouseDb db, FetchDocument fetch, Settings settings)
{
    private const int Largest = 8 * 1024 * 1024;

    /// <summary>Lets a job have the picture for ten minutes before another is given it.</summary>
    public static Task PostponeAsync(HouseDb db, Guid remoteActorId, DateTimeOffset now, CancellationToken cancellation) =>
        db.RemoteActors.Where(actor => actor.Id == remoteActorId)
            .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.PictureDueAt, now + TimeSpan.FromMinutes(10)), cancellation);

    public async Task OfAsync(Guid remoteActorId, CancellationToken cancellation)
    {
        var actor = await db.RemoteActors.SingleAsync(actor => actor.Id == remoteActorId, cancellation);
        if (actor.IconUrl is { } url && await fetch.PictureAsync(url, Largest, cancellation) is { } picture)
        {
            var file = FileOf(settings, remoteActorId);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            actor.HasPicture = (await MakeFace.FromAsync(picture, file, cancellation)).Succeeded;
        }
        actor.PictureDueAt = null;
        await db.SaveChangesAsync(cancellation);
    }

    public static string FolderOf(Settings settings) => Path.Combine(settings.MediaFolder, "faces");

    public static string FileOf(Settings settings, Guid remoteActorId) => Path.Combine(FolderOf(settings), $"{remoteActorId:N}.webp");
}
