using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using PrivateFed.Operations;

namespace PrivateFed.Storage;

/// <summary>
/// Whether anybody, in this process or another, has written to the database: a question that costs next to nothing, where looking for what
/// was written costs several queries. It may say yes too often, never too seldom. Not for two callers at once.
/// </summary>
public sealed class DatabaseChanges(Settings settings) : IAsyncDisposable
{
    /// <summary>Counts the commits of all other connections to the file; ours, kept for this question alone, makes none.</summary>
    private const string SqliteQuestion = "PRAGMA data_version";

    /// <summary>Which transactions are over; another text as soon as one that wrote something is.</summary>
    private const string PostgresQuestion = "SELECT pg_current_snapshot()::text";

    private DbConnection? _connection;
    private string? _last;

    /// <summary>Ask before looking: what is written meanwhile is then seen the next time.</summary>
    /// <exception cref="DbException">The database cannot be asked; the next question connects anew.</exception>
    public async Task<bool> SinceLastAskedAsync(CancellationToken cancellation)
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
