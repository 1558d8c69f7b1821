using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PrivateFed.Houses;
using PrivateFed.Search;

namespace PrivateFed.Storage;

/// <summary>Selects the database by the settings and brings its schema up to date.</summary>
public static class OpenStorage
{
    public static IServiceCollection AddHouseDb(this IServiceCollection services, Settings settings) =>
        (settings.Database is { } database
            ? services.AddDbContextPool<HouseDb, PostgresHouseDb>(
                (provider, options) => UsePostgres(options, database).SealingWith(provider))
            : services.AddDbContextPool<HouseDb, SqliteHouseDb>(
                (provider, options) => UseSqlite(options, settings.SqliteFile).SealingWith(provider)))
        .AddSingleton(new SecretBox(settings));

    /// <summary>
    /// Creates what is missing: the data folder, the media folder, the tables, the key file. Encrypts secrets that older versions stored in
    /// plain text.
    /// </summary>
    /// <exception cref="WrongSetting">The key file does not belong to the database.</exception>
    public static async Task MigrateAsync(IServiceProvider services, Settings settings, CancellationToken cancellation)
    {
        MakeFolders(settings);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var database = db.Database;
        // MigrateAsync compares whole models even if there is nothing to do; the list of pending migrations is one small query.
        if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await database.MigrateAsync(cancellation);
        }
        await SealOldSecrets.RunAsync(db, scope.ServiceProvider.GetRequiredService<SecretBox>(), settings, cancellation);
    }

    /// <summary>Creates the data folder, accessible to the server's user alone, however the server was started.</summary>
    internal static void MakeFolders(Settings settings)
    {
        FileModes.OnlyForOwnFromNowOn();
        foreach (var folder in new[] { settings.Data, settings.MediaFolder, settings.UploadsFolder, settings.ResumableUploadsFolder })
        {
            Directory.CreateDirectory(folder);
        }
        FileModes.Close(settings);
    }

    private static DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder options, string file) =>
        options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file }.ToString())
            .AddInterceptors(new SqliteHouseDb.Pragmas(), new SearchIndexInterceptor());

    private static DbContextOptionsBuilder UsePostgres(DbContextOptionsBuilder options, string database) =>
        options.UseNpgsql(database).AddInterceptors(new SearchIndexInterceptor());

    private static void SealingWith(this DbContextOptionsBuilder options, IServiceProvider services) =>
        options.AddInterceptors(new SealOnSave(services.GetRequiredService<SecretBox>()));

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
