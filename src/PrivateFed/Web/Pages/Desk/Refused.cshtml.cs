using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>Blocked people and servers, and how to unblock them.</summary>
public sealed class RefusedPage(HouseDb db, UnblockFollowers unblock, IStringLocalizer<Texts> texts) : PageModel
{
    public IReadOnlyList<BlockedPerson> People { get; private set; } = [];

    public IReadOnlyList<BlockedHost> Hosts { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    /// <summary>Confirmation of the action that led here.</summary>
    [TempData]
    public string? Said { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        People = await BlockList.PeopleAsync(db, cancellation);
        Hosts = await BlockList.HostsAsync(db, cancellation);
    }

    public async Task<IActionResult> OnPostPersonAsync(Guid id, CancellationToken cancellation)
    {
        var done = await unblock.UnblockActorAsync(id, cancellation);
        return await AnswerAsync(done.Value?.Name, done.Refusal, cancellation);
    }

    public async Task<IActionResult> OnPostHostAsync(Guid id, CancellationToken cancellation)
    {
        var done = await unblock.UnblockHostAsync(id, cancellation);
        return await AnswerAsync(done.Value?.Name, done.Refusal, cancellation);
    }

    private async Task<IActionResult> AnswerAsync(string? who, Refusal? problem, CancellationToken cancellation)
    {
        if (problem is null)
        {
            Said = texts["{0} may ask again.", who ?? ""];
            return Redirect("/family/refused");
        }
        Problem = problem;
        await OnGetAsync(cancellation);
        return Page();
    }
}
