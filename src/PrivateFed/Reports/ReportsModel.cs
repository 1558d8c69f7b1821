using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Reports;

/// <summary>The tables of reports.</summary>
internal static class ReportsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Report>().HasMany(report => report.Posts).WithMany();
}
