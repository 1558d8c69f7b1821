using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Jobs;

/// <summary>The table of leases.</summary>
internal static class JobsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Lease>().HasKey(lease => lease.Name);
}
