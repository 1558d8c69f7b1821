using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Whether a signer speaks for its whole server, as the fetches of most servers are signed.</summary>
public static class InstanceActors
{
    public static async Task<Viewer> ViewerOfAsync(HouseDb db, Signer signer, CancellationToken cancellation) =>
        await SpeaksForServerAsync(db, signer, cancellation) ? new Viewer.Host(signer.HostId) : new Viewer.Remote(signer.RemoteActorId);

    private static async Task<bool> SpeaksForServerAsync(HouseDb db, Signer signer, CancellationToken cancellation)
    {
        if (!signer.IsInstanceActor || !await db.AcceptedFollowsFrom(signer.HostId).AnyAsync(cancellation))
        {
            return false;
        }
        var host = db.RemoteHosts.Where(host => host.Id == signer.HostId);
        await host.Where(host => host.InstanceActorId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.InstanceActorId, signer.RemoteActorId), cancellation);
        return await host.AnyAsync(host => host.InstanceActorId == signer.RemoteActorId, cancellation);
    }
}
