using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>Whether other servers have been told of a post.</summary>
public enum Announcement
{
    /// <summary>As it is.</summary>
    Complete,

    /// <summary>Not yet: its films are being prepared.</summary>
    WaitsForFilms,

    /// <summary>With pictures in the place of films that took too long.</summary>
    WithoutFilms,
}

/// <summary>
/// Hangfire job: tells other servers of a post once its films can be played, or after an hour with pictures in their place; those servers
/// get an update when the films have come.
/// </summary>
public sealed class AnnouncePost(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <summary>How long the words of a post wait for its films.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task AnnounceAsync(Guid postId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever sets this row waits for whoever else is at it, and an edit that read it before is made again. So of two processes one
        // announces the post, and no edit is lost between them.
        var created = await TakeAsync(Announcement.WaitsForFilms, Announcement.WithoutFilms);
        if (!created && !await TakeAsync(Announcement.WithoutFilms, Announcement.Complete))
        {
            return;
        }
        var post = await db.Posts.Where(post => post.Id == postId).Include(post => post.Author.Actor).Include(post => post.Circles)
            .Include(post => post.Photos.OrderBy(photo => photo.Position)).AsSplitQuery().SingleAsync(cancellation);
        post.Announcement = post.IsWaitingForFilms ? Announcement.WithoutFilms : Announcement.Complete;
        await (created ? FederatePost.StageCreateAsync(db, post, house.Addresses, now, cancellation)
            : FederatePost.StageUpdateAsync(db, post, house.Addresses, now, cancellation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Set();

        async Task<bool> TakeAsync(Announcement from, Announcement to) => await EnqueueAnnouncements.Due(db, now)
            .Where(post => post.Id == postId && post.Announcement == from)
            .ExecuteUpdateAsync(set => set.SetProperty(post => post.Announcement, to), cancellation) == 1;
    }
}
