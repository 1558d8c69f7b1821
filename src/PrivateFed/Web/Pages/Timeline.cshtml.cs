using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.LookingBack;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>The family's posts, newest first. It has an end.</summary>
public sealed class TimelinePage(HouseDb db, TimeProvider clock, ReaderClock readerClock) : PageModel
{
    /// <summary>How many months and albums are shown beside the posts.</summary>
    private const int BesidePosts = 3;

    public PostPage Posts { get; private set; } = null!;

    /// <summary>Pending follow requests; for owners, on the first page only.</summary>
    public IReadOnlyList<ShownFollower> Waiting { get; private set; } = [];

    /// <summary>Posts about this day in earlier years; on the first page only.</summary>
    public IReadOnlyList<Memory> Memories { get; private set; } = [];

    /// <summary>The newest months with posts, and the newest albums: beside the posts on a wide screen.</summary>
    public IReadOnlyList<ArchivedMonth> Months { get; private set; } = [];

    public IReadOnlyList<ListedAlbum> Albums { get; private set; } = [];

    public bool IsContinued { get; private set; }

    /// <summary>Time of the reader's last visit; null on their first.</summary>
    public DateTimeOffset? NewSince { get; private set; }

    /// <summary>How much others have posted since then, on the first page.</summary>
    public NewPosts News { get; private set; }

    /// <summary>The reader's own; looked up only where the page says it.</summary>
    public string? Handle { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? before, CancellationToken cancellation)
    {
        if (before is null && Request.IsLarge())
        {
            return Redirect(LargeMode.FirstPage);
        }
        var place = PostPlace.Parse(before);
        IsContinued = place is not null;
        var reader = HttpContext.SignedInViewer();
        NewSince = IsContinued
            ? await RecordVisit.FindNewSinceAsync(db, reader.MemberId, cancellation)
            : await RecordVisit.RecordOpeningAsync(db, reader.MemberId, clock.GetUtcNow(), cancellation);
        Posts = await ReadPosts.TimelineAsync(db, reader, place, NewSince, cancellation);
        if (!IsContinued)
        {
            News = await ReadPosts.CountNewAsync(db, reader, NewSince, cancellation);
            Memories = await OnThisDay.FewAsync(db, reader, readerClock, cancellation);
        }
        Months = await Archive.NewestMonthsAsync(db, reader, readerClock, BesidePosts, cancellation);
        Albums = await ReadAlbums.NewestAsync(db, reader, BesidePosts, cancellation);
        if (User.IsOwner() && !IsContinued)
        {
            Waiting = await Followers.WaitingAsync(db, cancellation);
        }
        if (Posts.Posts.Count == 0)
        {
            var id = User.MemberId();
            Handle = await db.Actors.Where(actor => actor.MemberId == id).Select(actor => actor.Handle).SingleAsync(cancellation);
        }
        return Page();
    }
}
