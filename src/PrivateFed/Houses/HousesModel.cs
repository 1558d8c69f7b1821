using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Houses;

/// <summary>The tables of the house itself.</summary>
internal static class HousesModel
{
    public static void Configure(ModelBuilder model)
    {
        // There is one of each.
        model.Entity<House>().Property(house => house.Id).ValueGeneratedNever();
        model.Entity<SetUpLink>().Property(link => link.Id).ValueGeneratedNever();
    }
}
