using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Storage;

/// <summary>
/// Attempts of a background job at one row, written before each: a row that throws where nobody foresaw it, or that ends the process, is known by
/// its count and given up. The job sets the count back when an attempt has come to its end, whatever the end was.
/// </summary>
public static class Attempts
{
    public const int Most = 5;

    /// <summary>The count's column, which each such row has.</summary>
    private const string Column = "Attempts";

    /// <param name="row">One row, or none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False when the row has had all its attempts: the job gives it up without reading it.</returns>
    public static async Task<bool> BeginAsync<T>(IQueryable<T> row, CancellationToken cancellation)
        where T : class =>
        await row.Where(one => EF.Property<int>(one, Column) < Most)
            .ExecuteUpdateAsync(set => set.SetProperty(one => EF.Property<int>(one, Column), one => EF.Property<int>(one, Column) + 1), cancellation) > 0
        || !await row.AnyAsync(cancellation);
}
