using Npgsql;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// Where one house keeps its rows: SQLite in its own folder, or a PostgreSQL database of its own, as PRIVATEFED_TEST_DATABASE says. The
/// same tests run on both.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name = $"house_{Guid.NewGuid():N}";

    private TestDatabase()
    {
    }

    public static bool IsPostgres => Environment.GetEnvironmentVariable("PRIVATEFED_TEST_DATABASE") == "postgres";

    /// <summary>Null for SQLite.</summary>
    public string? ConnectionString { get; private set; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        if (IsPostgres)
        {
            await CommandAsync($"CREATE DATABASE {database._name}");
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

    private static async Task CommandAsync(string text)
    {
        await using var connection = new NpgsqlConnection($"{Surroundings.Postgres}Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
