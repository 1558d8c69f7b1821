using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Storage;

/// <summary>Reads, changes and saves again if another process or request changed the same rows in between.</summary>
public static class RetryOnConflict
{
    private const int MaxAttempts = 5;

    /// <param name="db">
    /// Its tracked rows are cleared before the next attempt, so nothing may be tracked that <paramref name="work"/> does not read itself.
    /// </param>
    /// <param name="work">The whole unit of work, from the first read on.</param>
    /// <exception cref="DbUpdateException">The save failed for another reason, or with a conflict in five attempts.</exception>
    public static async Task<T> RunAsync<T>(HouseDb db, Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception problem) when (attempt < MaxAttempts
                && ((problem is DbUpdateException update && update.IsConflict()) || problem.IsDeadlock()))
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
