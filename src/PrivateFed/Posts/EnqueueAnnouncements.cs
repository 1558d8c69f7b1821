using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Media.Films;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>The sweep step for posts that other servers have not been told of, or not wholly, because of their films.</summary>
public static class EnqueueAnnouncements
{
    /// <summary>After which a job that was lost is enqueued again.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Posts whose films are ready, or that have waited long enough.</summary>
    public static IQueryable<Post> Due(HouseDb db, DateTimeOffset now) => db.Posts
        .Where(post => post.Announcement != Announcement.Complete && post.DeletedAt == null
            && (!post.Photos.Any(photo => photo.Film!.State == FilmState.Waiting || photo.Film!.State == FilmState.Preparing)
                || (post.Announcement == Announcement.WaitsForFilms && post.PublishedAt <= now - AnnouncePost.LongestWait)));

    /// <returns>When a post has waited long enough.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var id in await Due(db, now).Select(post => post.Id).ToListAsync(cancellation))
        {
            jobs.Enqueue<AnnouncePost>(job => job.AnnounceAsync(id, CancellationToken.None));
        }
        var first = await db.Posts.Where(post => post.Announcement == Announcement.WaitsForFilms && post.DeletedAt == null)
            .OrderBy(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        var due = first + AnnouncePost.LongestWait;
        return due > now ? due.Value : due is null ? SweepStep.Never : now + RetryPause;
    }
}
