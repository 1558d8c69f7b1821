using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Audit;

/// <summary>The table of the audit log.</summary>
internal static class AuditModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<AuditEntry>().Property(entry => entry.Who).HasMaxLength(AuditEntry.NameLength);
        model.Entity<AuditEntry>().Property(entry => entry.About).HasMaxLength(AuditEntry.NameLength);
        model.Entity<AuditEntry>().Property(entry => entry.More).HasMaxLength(AuditEntry.MoreLength);
        model.Entity<AuditEntry>().HasIndex(entry => new { entry.WhoId, entry.Id });
        model.Entity<AuditEntry>().HasIndex(entry => new { entry.AboutId, entry.Id });
    }
}
