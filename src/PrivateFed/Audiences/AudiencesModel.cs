using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Audiences;

/// <summary>The tables of circles.</summary>
internal static class AudiencesModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Circle>().HasIndex(circle => circle.Name).IsUnique();
        model.Entity<Circle>().HasMany(circle => circle.Members).WithMany();
        model.Entity<Circle>().HasMany(circle => circle.Followers).WithMany();
    }
}
