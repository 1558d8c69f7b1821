using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Search;

/// <summary>The table of words. The index over it is made by the migrations (docs/decisions/migrations.md).</summary>
internal static class SearchModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SearchEntry>().HasIndex(entry => entry.SourceId).IsUnique();
        // A deleted row is not found any more, whoever deletes it and however.
        model.Entity<SearchEntry>().HasOne(entry => entry.Comment).WithMany().OnDelete(DeleteBehavior.Cascade);
        model.Entity<SearchEntry>().HasOne(entry => entry.Photo).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}
