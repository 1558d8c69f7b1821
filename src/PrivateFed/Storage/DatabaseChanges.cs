using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using PrivateFed.Houses;

namespace PrivateFed.Storage;

/// <summary>
/// Tells whether anything was written to the database, by this process or another. That is cheap, where looking for what was written takes
/// several queries. It may say yes too often, never too seldom. Not thread-safe.
/// </summary>
public sealed class DatabaseChanges(Settings settings) : IAsyncDisposable
{
    /// <summary>Changes with a commit of any other connection to the file; ours is used for this query alone and commits nothing.</summary>
    private const string SqliteQuestion = "PRAGMA data_version";

    /// <summary>The finished transactions; the text changes whenever one that wrote something has ended.</summary>
    private const string PostgresQuestion = "SELECT pg_current_snapshot()::text";

    private DbConnection? _connection;
    private string? _last;

    /// <summary>Call it before reading the data: what is written meanwhile is then reported the next time.</summary>
    /// <exception cref="DbException">The database cannot be reached; the next call connects again.</exception>
    public async Task<bool> AnySinceLastCheckAsync(CancellationToken cancellation)
    {
        try
        {
            if (_connection is null)
            {
                _connection = Connection();
                await _connection.OpenAsync(cancellation);
            }
            await using var command = _connection.CreateCommand();
            command.CommandText = settings.Database is null ? SqliteQuestion : PostgresQuestion;
            var answer = Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
            var isNew = answer != _last;
            _last = answer;
            return isNew;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } open)
        {
            (_connection, _last) = (null, null);
            await open.DisposeAsync();
        }
    }

    private DbConnection Connection() => settings.Database is { } database
        ? new NpgsqlConnection(database)
        : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, Pooling = false }.ToString());
}
