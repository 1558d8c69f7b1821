using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members.Consents;
using PrivateFed.Posts.Drafts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Text;

/// <summary>Text that no reader of Markdown can read is in nobody's way: not its author's, not the sweep's, not a guest's.</summary>
[Trait("Database", "none")]
public class DeepTextTests(House house) : IClassFixture<House>
{
    public static TheoryData<string> Deep { get; } = new()
    {
        string.Concat(Enumerable.Repeat("> ", 1_500)) + "gooseberries",
        string.Concat(Enumerable.Repeat("- ", 1_500)) + "gooseberries",
        new string('[', 1_500) + "gooseberries" + new string(']', 1_500),
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public async Task N_Text_that_is_nested_too_deeply_is_kept_looked_at_shared_and_agreed_to(string text)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (draft, later) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await mara.KeepQuietlyAsync(draft, ("Input.Text", text));
        using var preview = await mara.ComposeAsync("preview", draft, ("Input.Text", text));
        (await mara.ComposeAsync("share", Guid.CreateVersion7(), ("Input.Text", text))).Dispose();
        var at = house.Clock.GetUtcNow().AddHours(1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        (await mara.ComposeAsync("later", later, ("Input.Text", text), ("Input.ShareAt", at))).Dispose();
        house.Clock.Advance(TimeSpan.FromHours(30));
        await house.DoAsync(async (PublishScheduled share) => { await share.PublishAsync(later, House.Cancellation); return 0; });
        var seen = await house.ReadAsync(db => db.HouseTexts.Select(written => (int?)written.Version).MaxAsync())
            ?? HouseText.First.Version;
        House.Value(await house.DoAsync((WriteHouseText write) => write.WriteAsync(house.Mara.Id, text, seen, House.Cancellation)));
        using var guest = new Browser(house);

        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.NotNull(await house.DraftAsync(draft));
        Assert.NotNull(await house.PostAsync(later));
        Assert.Contains($"/write/{draft}", await mara.ReadAsync("/drafts"), StringComparison.Ordinal);
        Assert.Contains("gooseberries", await mara.ReadAsync($"/posts/{later}"), StringComparison.Ordinal);
        Assert.Contains("gooseberries", await guest.ReadAsync(await house.InvitationAsync("Liv")), StringComparison.Ordinal);
    }
}
