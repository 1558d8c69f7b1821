using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Decides whether a signer is its server's instance actor, which signs the fetches of most servers. The server itself must name it
/// (<see cref="DiscoverHost"/>); what the signer says about itself does not count.
/// </summary>
public static class InstanceActors
{
    public static async Task<Viewer> ViewerOfAsync(HouseDb db, Signer signer, CancellationToken cancellation) =>
        await SpeaksForServerAsync(db, signer, cancellation) ? new Viewer.Host(signer.HostId) : new Viewer.Remote(signer.RemoteActorId);

    private static async Task<bool> SpeaksForServerAsync(HouseDb db, Signer signer, CancellationToken cancellation) =>
        await db.RemoteHosts.AnyAsync(host => host.Id == signer.HostId && host.InstanceActorUri == signer.Uri, cancellation)
        && await db.AcceptedFollowsFrom(signer.HostId).AnyAsync(cancellation);
}
