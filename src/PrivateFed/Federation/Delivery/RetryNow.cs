using Microsoft.EntityFrameworkCore;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Delivery;

/// <summary>The owner knows that a server is back: what waits for it is tried at once. If it is not, it is left alone again as before.</summary>
public sealed class RetryNow(HouseDb db, SweepSignal signal)
{
    public async Task RetryHostAsync(Guid hostId, CancellationToken cancellation)
    {
        await db.RemoteHosts.Where(host => host.Id == hostId)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.RetryAt, (DateTimeOffset?)null), cancellation);
        signal.Set();
    }
}
