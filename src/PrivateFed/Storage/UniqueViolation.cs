using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PrivateFed.Storage;

/// <summary>Tells why a save failed: somebody else was quicker, which its caller foresees, or anything else, which nobody may take for that.</summary>
public static class UniqueViolation
{
    private const int SqliteForeignKey = 787;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <summary>Whether there is such a row already: a primary key or a unique index refused it.</summary>
    public static bool IsUniqueViolation(this DbUpdateException problem) => problem.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>Whether PostgreSQL ended this transaction because two waited for each other's rows; the other one went on.</summary>
    public static bool IsDeadlock(this Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether somebody else wrote or deleted the same rows, or rows that these belong to, in the meantime: looking again may help.</summary>
    public static bool IsConflict(this DbUpdateException problem) =>
        problem is DbUpdateConcurrencyException || problem.IsUniqueViolation()
        || problem.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteForeignKey } or PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation };
}
