using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Languages;
using PrivateFed.LookingBack;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>The posts of one month. A month without posts that the reader may see does not exist.</summary>
public sealed class MonthPage(HouseDb db, ReaderClock clock) : PageModel
{
    public DateOnly Month { get; private set; }

    public PostPage Posts { get; private set; } = null!;

    public DateOnly? Earlier { get; private set; }

    public DateOnly? Later { get; private set; }

    public async Task<IActionResult> OnGetAsync(int year, int month, string? before, CancellationToken cancellation)
    {
        Month = new DateOnly(year, month, 1);
        Posts = await Archive.MonthAsync(db, HttpContext.LocalViewer(), clock, Month, PostPlace.Parse(before), cancellation);
        if (Posts.Posts.Count == 0)
        {
            return NotFound();
        }
        (Earlier, Later) = await Archive.AroundAsync(db, HttpContext.LocalViewer(), clock, Month, cancellation);
        return Page();
    }
}
