using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PrivateFed.Operations;
using PrivateFed.Search;

namespace PrivateFed.Storage;

/// <summary>Chooses the database by the settings and brings its schema up to date.</summary>
public static class OpenStorage
{
    public static IServiceCollection AddHouseDb(this IServiceCollection services, Settings settings) =>
        settings.Database is { } database
            ? services.AddDbContextPool<HouseDb, PostgresHouseDb>(options => UsePostgres(options, database))
            : services.AddDbContextPool<HouseDb, SqliteHouseDb>(options => UseSqlite(options, settings.SqliteFile));

    /// <summary>Makes what is missing: the data folder, the media folder, the tables.</summary>
    public static async Task MigrateAsync(IServiceProvider services, Settings settings, CancellationToken cancellation)
    {
        MakeFolders(settings);
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HouseDb>().Database;
        // Migrating compares whole models even when there is nothing to do; asking for what is pending reads one small table.
        if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await database.MigrateAsync(cancellation);
        }
    }

    /// <summary>A data folder that is made here is nobody else's on this machine; one that is there keeps the mode that the operator gave it.</summary>
    internal static void MakeFolders(Settings settings)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(settings.Data);
        }
        else if (!Directory.Exists(settings.Data))
        {
            Directory.CreateDirectory(settings.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.CreateDirectory(settings.MediaFolder);
        Directory.CreateDirectory(settings.UploadsFolder);
    }

    private static void UseSqlite(DbContextOptionsBuilder options, string file) =>
        options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file }.ToString())
            .AddInterceptors(new SqliteHouseDb.Pragmas(), new KeepFindable());

    private static void UsePostgres(DbContextOptionsBuilder options, string database) =>
        options.UseNpgsql(database).AddInterceptors(new KeepFindable());

    // For `dotnet ef migrations add NAME --context SqliteHouseDb` and its twin.
    internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteHouseDb>
    {
        public SqliteHouseDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<SqliteHouseDb>();
            UseSqlite(options, "design.db");
            return new SqliteHouseDb(options.Options);
        }
    }

    internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresHouseDb>
    {
        public PostgresHouseDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PostgresHouseDb>();
            UsePostgres(options, "Host=localhost");
            return new PostgresHouseDb(options.Options);
        }
    }
}
