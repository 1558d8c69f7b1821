using System.Diagnostics;
using Hangfire;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PrivateFed.Hosting;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// Where one house keeps its rows: SQLite in its own folder, or a PostgreSQL database of its own, as PRIVATEFED_TEST_DATABASE says. The
/// same tests run on both. A house starts from a copy of one that is migrated: migrating takes longer than most tests.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name = $"house_{Guid.NewGuid():N}";

    private static readonly Lazy<Task<Settings>> Migrated = new(MigrateOneAsync);
    private static readonly Lazy<Task<Settings>> SetUp = new(SetUpOneAsync);

    private TestDatabase()
    {
    }

    public static bool IsPostgres => Environment.GetEnvironmentVariable("PRIVATEFED_TEST_DATABASE") == "postgres";

    /// <summary>Null for SQLite.</summary>
    public string? ConnectionString { get; private set; }

    /// <summary>An empty one.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync("template0");

    /// <summary>
    /// The house of the Lindgrens as the last version left it (Storage/Migrations/LastVersion/README.md), to be migrated.
    /// </summary>
    /// <param name="data">The folder of the house.</param>
    public static async Task<TestDatabase> CreateOfLastVersionAsync(string data)
    {
        var made = Path.Combine(AppContext.BaseDirectory, "Storage", "Migrations", "LastVersion");
        var database = await CreateAsync();
        if (database.ConnectionString is null)
        {
            File.Copy(Path.Combine(made, "sqlite.db"), SettingsOf(data).SqliteFile);
        }
        else
        {
            await CommandAsync(await File.ReadAllTextAsync(Path.Combine(made, "postgres.sql")), database._name);
        }
        return database;
    }

    /// <summary>Changes a database that no house has opened yet.</summary>
    /// <param name="data">The folder of the house.</param>
    /// <param name="change">Gets it as it is, not migrated.</param>
    public async Task ChangeAsync(string data, Func<HouseDb, Task> change)
    {
        var settings = SettingsOf(data, ConnectionString);
        await using (var services = new ServiceCollection().AddLogging().AddHouseDb(settings).BuildServiceProvider())
        await using (var scope = services.CreateAsyncScope())
        {
            await change(scope.ServiceProvider.GetRequiredService<HouseDb>());
        }
        Close();
    }

    /// <summary>One with all tables, and no rows.</summary>
    /// <param name="data">The folder of the house.</param>
    public static async Task<TestDatabase> CreateMigratedAsync(string data) => await CopyAsync(await Migrated.Value, data);

    /// <summary>The house of the Lindgrens (<see cref="Family"/>), with the key to its secrets.</summary>
    /// <param name="data">The folder of the house.</param>
    public static async Task<TestDatabase> CreateSetUpAsync(string data) => await CopyAsync(await SetUp.Value, data);

    private static async Task<TestDatabase> CopyAsync(Settings template, string data)
    {
        foreach (var file in new[] { template.SqliteFile, template.KeyFile }.Where(File.Exists))
        {
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
        }
        return await CreateAsync(new NpgsqlConnectionStringBuilder(template.Database).Database ?? "");
    }

    private static async Task<Settings> MigrateOneAsync()
    {
        var database = await CreateAsync();
        var settings = SettingsOf(Directory.CreateTempSubdirectory("privatefed-migrated-").FullName, database.ConnectionString);
        await using var services = new ServiceCollection().AddLogging().AddHouseDb(settings).AddJobs(settings).BuildServiceProvider();
        await OpenStorage.MigrateAsync(services, settings, CancellationToken.None);
        // In PostgreSQL Hangfire makes its tables as soon as it is there, in twenty steps.
        services.GetRequiredService<JobStorage>();
        // No house is to share the key of another that was set up by itself.
        File.Delete(settings.KeyFile);
        Close();
        return settings;
    }

    private static async Task<Settings> SetUpOneAsync()
    {
        var folder = Directory.CreateTempSubdirectory("privatefed-set-up-").FullName;
        var database = await CreateMigratedAsync(folder);
        var settings = SettingsOf(folder, database.ConnectionString);
        await using (var services = new ServiceCollection().AddLogging().AddHouse(settings).BuildServiceProvider())
        {
            await OpenStorage.MigrateAsync(services, settings, CancellationToken.None);
            await Family.MoveInAsync(services);
        }
        Close();
        return settings;
    }

    /// <summary>What is open would be missing from a copied file, and keeps PostgreSQL from copying.</summary>
    private static void Close()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    private static Settings SettingsOf(string folder, string? database = null) =>
        Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PrivateFed:Data"] = folder,
            ["PrivateFed:Database"] = database,
        }).Build());

    /// <summary>Whether a file of a house's folder is its database's, which is not copied like others.</summary>
    public static bool Owns(string data, string file) => file.StartsWith(SettingsOf(data).SqliteFile, StringComparison.Ordinal);

    /// <summary>A copy, made while it is used: VACUUM INTO of SQLite, or pg_dump.</summary>
    /// <param name="data">The folder of the house.</param>
    /// <param name="elsewhere">The folder of the copy.</param>
    public async Task<TestDatabase> BackUpAsync(string data, string elsewhere)
    {
        var copy = await CreateAsync("template0");
        if (!IsPostgres)
        {
            await using var connection = new SqliteConnection($"Data Source={SettingsOf(data).SqliteFile};Pooling=false");
            await connection.OpenAsync();
            await using var vacuum = new SqliteCommand("VACUUM INTO $file", connection);
            vacuum.Parameters.AddWithValue("$file", SettingsOf(elsewhere).SqliteFile);
            await vacuum.ExecuteNonQueryAsync();
            return copy;
        }
        var dump = Path.Combine(elsewhere, "dump");
        await ToolAsync("pg_dump", "--format=custom", $"--file={dump}", $"--dbname={_name}");
        await ToolAsync("pg_restore", $"--dbname={copy._name}", "--exit-on-error", dump);
        File.Delete(dump);
        return copy;
    }

    private static async Task ToolAsync(string tool, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(Surroundings.Postgres);
        using var process =
            Process.Start(new ProcessStartInfo(
                tool, [$"--host={server.Host}", $"--port={server.Port}", $"--username={server.Username}", "--no-password", .. arguments])
            {
                Environment = { ["PGPASSWORD"] = server.Password },
                RedirectStandardError = true,
            })!;
        var trouble = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, trouble);
    }

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var database = new TestDatabase();
        if (IsPostgres)
        {
            await CommandAsync($"CREATE DATABASE {database._name} TEMPLATE {template}");
            database.ConnectionString = $"{Surroundings.Postgres}Database={database._name};Maximum Pool Size=40";
        }
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsPostgres)
        {
            await CommandAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private static async Task CommandAsync(string text, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{Surroundings.Postgres}Database={database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
