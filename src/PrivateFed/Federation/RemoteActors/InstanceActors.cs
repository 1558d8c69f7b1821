using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Whether a signer speaks for its whole server, as the fetches of most servers are signed: it does when the server itself names it
/// (<see cref="DiscoverHost"/>), and never because of what it says of itself.
/// </summary>
public static class InstanceActors
{
    public static async Task<Viewer> ViewerOfAsync(HouseDb db, Signer signer, CancellationToken cancellation) =>
        await SpeaksForServerAsync(db, signer, cancellation) ? new Viewer.Host(signer.HostId) : new Viewer.Remote(signer.RemoteActorId);

    private static async Task<bool> SpeaksForServerAsync(HouseDb db, Signer signer, CancellationToken cancellation) =>
        await db.RemoteHosts.AnyAsync(host => host.Id == signer.HostId && host.InstanceActorUri == signer.Uri, cancellation)
        && await db.AcceptedFollowsFrom(signer.HostId).AnyAsync(cancellation);
}
