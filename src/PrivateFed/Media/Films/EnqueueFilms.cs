using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Media.Films;

/// <summary>The sweep step for films: of those that are not prepared yet, one at a time goes to a job, in all processes together.</summary>
public static class EnqueueFilms
{
    public const string LeaseName = "films";

    /// <summary>The time that a job says it is still alive within. After the death of its process the film waits as long.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    public static IQueryable<Film> Unprepared(this IQueryable<Film> films) =>
        films.Where(film => film.State == FilmState.Waiting || film.State == FilmState.Preparing);

    /// <returns>When to look again.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = await db.Films.Unprepared().OrderBy(film => film.DueAt).ThenBy(film => film.PhotoId)
            .Select(film => new { film.PhotoId, film.DueAt }).FirstOrDefaultAsync(cancellation);
        if (next is null || next.DueAt > now)
        {
            return next?.DueAt ?? SweepStep.Never;
        }
        var holder = Guid.CreateVersion7();
        if (await Lease.TryTakeAsync(db, LeaseName, holder, LeaseTime, now, cancellation))
        {
            jobs.Enqueue<PrepareFilm>(job => job.PrepareAsync(next.PhotoId, holder, CancellationToken.None));
        }
        return now + LeaseTime;
    }
}
