using Microsoft.Data.Sqlite;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>What a house keeps, read beside the running server.</summary>
internal static class Stored
{
    public static async Task<List<string[]>> Of(HouseProgram house, string query, params (string Name, string Value)[] parameters)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(house.Data, "privatefed.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        await using var connection = new SqliteConnection(file.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(query, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        var rows = new List<string[]>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? "" : reader.GetValue(column).ToString()!)]);
        }

        return rows;
    }
}
