using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks the database: reachable, with the schema of this version.</summary>
internal static class CheckDatabase
{
    private const string Name = "database";

    public static async Task<Finding> RunAsync(HouseDb db, Settings settings, CancellationToken cancellation)
    {
        // SQLite would create a missing file.
        if (settings.Database is null && !File.Exists(settings.SqliteFile))
        {
            return Finding.Problem(Name, $"There is no database {settings.SqliteFile}.",
                "Start the server, or use the command setup; either makes it.");
        }
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).Count();
            return pending == 0
                ? Finding.Ok(Name, settings.Database is null ? $"{settings.SqliteFile} is in order."
                : "PostgreSQL answers, and is in order.")
                : Finding.Warning(Name, $"The database lacks {pending} change(s) that this version brings.",
                    "Restart the server: it makes them when it starts.");
        }
        catch (Exception problem) when (Server.Explain(problem) is { } sentence)
        {
            return Finding.Problem(Name, sentence, settings.Database is null
                ? "Look at the file and at its owner; a copy from a backup is the last resort."
                : "Start PostgreSQL, or correct PrivateFed__Database.");
        }
    }
}
