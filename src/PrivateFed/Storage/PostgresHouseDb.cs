using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Storage;

/// <summary>The house in PostgreSQL, for more than one machine or process.</summary>
public sealed class PostgresHouseDb(DbContextOptions<PostgresHouseDb> options) : HouseDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // What a clock on a wall shows, of no time zone; moments are DateTimeOffset.
        configurationBuilder.Properties<DateTime>().HaveColumnType("timestamp without time zone");
    }
}
