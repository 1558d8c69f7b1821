using Microsoft.Data.Sqlite;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// The folder of a house that Mara has set up and in which Ingrid has an account, as the command line leaves it. It is made once in a run:
/// each of the two commands takes more than a second of the processor.
/// </summary>
internal static class PreparedFolder
{
    private static readonly Lazy<Task<string>> Made = new(Make);

    /// <summary>
    /// Lays it into the folder of a house that is not set up. Nothing in it but the domain, of which the port is a part, tells one house
    /// from another.
    /// </summary>
    public static async Task CopyFor(HouseProgram house)
    {
        var prepared = await Made.Value;
        foreach (var file in Directory.EnumerateFiles(prepared))
        {
            File.Copy(file, Path.Combine(house.Data, Path.GetFileName(file)));
        }

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Data, "privatefed.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand("""UPDATE "Houses" SET "Domain" = $domain""", connection);
        command.Parameters.AddWithValue("$domain", house.Domain);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> Make()
    {
        var house = HouseProgram.NotSetUp();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(house.Data, recursive: true);
        await house.SetUp("Mara");
        await house.AddMember("Ingrid", HouseProgram.IngridsPassword);
        return house.Data;
    }
}
