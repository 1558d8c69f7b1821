using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PrivateFed.Storage;

/// <summary>Tells a conflict with another request, which the caller expects, from every other reason why a save failed.</summary>
public static class UniqueViolation
{
    private const int SqliteForeignKey = 787;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <summary>Whether a primary key or a unique index refused a row because it exists already.</summary>
    public static bool IsUniqueViolation(this DbUpdateException problem) => problem.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>Whether PostgreSQL ended this transaction because two of them waited for each other's rows.</summary>
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

    /// <summary>Whether another request changed or deleted the same rows, or their parent rows, so that a retry may help.</summary>
    public static bool IsConflict(this DbUpdateException problem) =>
        problem is DbUpdateConcurrencyException || problem.IsUniqueViolation()
        || problem.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteForeignKey }
            or PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation };
}
