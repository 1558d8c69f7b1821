using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// Retries a host at once, when the owner knows that it is back. If it still fails, its retry schedule goes on as before.
/// </summary>
public sealed class RetryNow(HouseDb db, SweepSignal signal)
{
    public async Task RetryHostAsync(Guid hostId, CancellationToken cancellation)
    {
        await db.RemoteHosts.Where(host => host.Id == hostId)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.RetryAt, (DateTimeOffset?)null), cancellation);
        signal.Set();
    }
}
