using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>What happened lately, for one person. Opening it is having seen it.</summary>
public sealed class NewsPage(HouseDb db, TimeProvider clock) : PageModel
{
    private const int Most = 60;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ShownNews> News { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var reader = HttpContext.SignedIn();
        News = await db.VisibleNews(reader).OrderByDescending(news => news.At).ThenByDescending(news => news.Id).Take(Most).Shown().ToListAsync(cancellation);
        // What another site opens, or a browser fetches ahead, nobody has seen.
        if (Request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin" && Request.Headers["Sec-Purpose"].Count == 0)
        {
            await ReadNews.NoteSeenAsync(db, reader.MemberId, clock.GetUtcNow(), cancellation);
        }
    }
}
