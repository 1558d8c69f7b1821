using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>A member's recent notifications. Opening the page marks them as seen.</summary>
public sealed class NewsPage(HouseDb db, TimeProvider clock) : PageModel
{
    private const int MaxShown = 60;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ShownNews> News { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var reader = HttpContext.SignedInViewer();
        News = await db.VisibleNews(reader).OrderByDescending(news => news.At).ThenByDescending(news => news.Id)
            .Take(MaxShown).Shown().ToListAsync(cancellation);
        // A page opened by another site, or prefetched by the browser, does not count as seen.
        if (Request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin" && Request.Headers["Sec-Purpose"].Count == 0)
        {
            await ReadNews.MarkSeenAsync(db, reader.MemberId, clock.GetUtcNow(), cancellation);
        }
    }
}
