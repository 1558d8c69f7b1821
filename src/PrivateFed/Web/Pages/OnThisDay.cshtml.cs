using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Languages;
using PrivateFed.LookingBack;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>The family's posts about this day in earlier years.</summary>
public sealed class OnThisDayPage(HouseDb db, ReaderClock clock) : PageModel
{
    public PostPage Posts { get; private set; } = null!;

    public async Task OnGetAsync(string? before, CancellationToken cancellation) =>
        Posts = await OnThisDay.PageAsync(db, HttpContext.LocalViewer(), clock, PostPlace.Parse(before), cancellation);
}
