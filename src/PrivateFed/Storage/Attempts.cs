using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Storage;

/// <summary>
/// Counts a background job's attempts at one row. Each attempt is saved before it starts, so a row that causes an unforeseen exception or
/// ends the process is recognised by its count and given up. The job resets the count when an attempt finishes, successfully or not.
/// </summary>
public static class Attempts
{
    public const int Most = 5;

    /// <summary>The column with the count, in every table of such rows.</summary>
    private const string Column = "Attempts";

    /// <param name="row">One row, or none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False if the row has used up its attempts: the job gives it up without reading it.</returns>
    public static async Task<bool> BeginAsync<T>(IQueryable<T> row, CancellationToken cancellation)
        where T : class =>
        await row.Where(one => EF.Property<int>(one, Column) < Most)
            .ExecuteUpdateAsync(
                set => set.SetProperty(one => EF.Property<int>(one, Column), one => EF.Property<int>(one, Column) + 1), cancellation) > 0
        || !await row.AnyAsync(cancellation);
}
