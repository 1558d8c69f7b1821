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
            return Finding.Problem(Name, $"The database {settings.SqliteFile} doesn't exist.",
                "Start the server, or use the setup command; either one creates it.");
        }
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).Count();
            return pending == 0
                ? Finding.Ok(Name, settings.Database is null ? $"{settings.SqliteFile} is fine."
                : "PostgreSQL responds and is fine.")
                : Finding.Warning(Name, $"The database is missing {pending} change(s) from this version.",
                    "Restart the server: it applies them when it starts.");
        }
        catch (Exception problem) when (Server.Explain(problem) is { } sentence)
        {
            return Finding.Problem(Name, sentence, settings.Database is null
                ? "Check the file and who owns it; restoring a backup is the last resort."
                : "Start PostgreSQL, or fix PrivateFed__Database.");
        }
    }
}
