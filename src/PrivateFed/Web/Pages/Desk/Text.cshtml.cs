using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The text that invited people agree to, with all earlier versions.</summary>
public sealed class TextPage(HouseDb db, WriteHouseText write, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public string Text { get; set; } = "";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ShownVersion> Versions { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    [TempData]
    public string? Said { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Text = Versions[0].Text;
    }

    public async Task<IActionResult> OnPostAsync(int seen, CancellationToken cancellation)
    {
        var written = await write.WriteAsync(User.MemberId()!.Value, Text, seen, cancellation);
        if (written.Succeeded)
        {
            Said = texts["People you invite will read this from now on."];
            return Redirect("/family/text");
        }
        Problem = written.Refusal;
        await ReadAsync(cancellation);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var yes = await db.Consents.GroupBy(consent => consent.Version).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var names = await db.Members.AsNoTracking().ToDictionaryAsync(member => member.Id, member => member.Name, cancellation);
        Versions = [.. (await HouseText.AllAsync(db, cancellation)).Select(text => new ShownVersion(
            text.Version, text.Text, text.WrittenAt, text.WrittenById is { } by ? names[by] : "", yes.GetValueOrDefault(text.Version)))];
    }

    public sealed record ShownVersion(int Version, string Text, DateTimeOffset? WrittenAt, string By, int Yes);
}
