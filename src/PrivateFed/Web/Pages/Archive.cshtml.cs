using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Languages;
using PrivateFed.LookingBack;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>The months of one year that have posts, and links to the other years.</summary>
public sealed class ArchivePage(HouseDb db, ReaderClock clock) : PageModel
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<int> Years { get; private set; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ArchivedMonth> Months { get; private set; } = [];

    /// <summary>The requested year, or the newest; null in an empty house.</summary>
    public int? Year { get; private set; }

    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellation)
    {
        Years = await Archive.YearsAsync(db, HttpContext.LocalViewer(), clock, cancellation);
        Year = year ?? (Years.Count > 0 ? Years[0] : null);
        if (Year is not { } shown)
        {
            return Page();
        }
        Months = await Archive.MonthsAsync(db, HttpContext.LocalViewer(), clock, shown, cancellation);
        return Months.Count > 0 ? Page() : NotFound();
    }
}
