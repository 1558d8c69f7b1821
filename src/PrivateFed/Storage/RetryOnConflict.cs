using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Storage;

/// <summary>Reads, changes and saves once more when somebody else changed the same rows in between.</summary>
public static class RetryOnConflict
{
    private const int Times = 5;

    /// <param name="db">Whose tracked rows are forgotten before the next try; nothing may be tracked that the work does not read itself.</param>
    /// <param name="work">All of it, from the first read on.</param>
    /// <exception cref="DbUpdateException">Nobody else was in the way, or still is after five tries.</exception>
    public static async Task<T> RunAsync<T>(HouseDb db, Func<Task<T>> work)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await work();
            }
            catch (Exception problem) when (time < Times && (problem is DbUpdateException update && update.IsConflict() || problem.IsDeadlock()))
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
