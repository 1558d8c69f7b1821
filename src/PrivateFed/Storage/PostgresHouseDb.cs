using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Storage;

/// <summary>The house in PostgreSQL, for more than one machine or process.</summary>
public sealed class PostgresHouseDb(DbContextOptions<PostgresHouseDb> options) : HouseDb(options);
