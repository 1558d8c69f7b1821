using Microsoft.EntityFrameworkCore;

namespace PrivateFed.LookingBack;

/// <summary>The table of visits.</summary>
internal static class LookingBackModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Visit>().HasKey(visit => visit.MemberId);
        model.Entity<Visit>().HasOne(visit => visit.Member).WithOne().HasForeignKey<Visit>(visit => visit.MemberId);
    }
}
