using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Notifications;
using PrivateFed.Tests.Languages;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>
/// W5: owners hear of it when somebody guesses, once a day for each account, in their language and with what they can do.
/// </summary>
public class ToldOfGuessingTests(House house) : IClassFixture<House>
{
    private const string Alert =
        "Somebody has tried and failed many times to sign in as {0}: if it wasn't {0}, a new password or a passkey keeps them out";

    [Theory]
    [InlineData("en")]
    [InlineData("de", Traits = ["Database", "none"])]
    [InlineData("fr", Traits = ["Database", "none"])]
    [InlineData("es", Traits = ["Database", "none"])]
    [InlineData("sv", Traits = ["Database", "none"])]
    public async Task W5_Owners_are_told_once_a_day_that_somebody_guesses_at_an_account(string language)
    {
        var vide = await AddAsync("Vide");
        await GuessAsync(vide.Handle, WatchGuessing.AlertThreshold - 1);
        Assert.Empty(await NewsAsync(vide.Id));

        await GuessAsync(vide.Handle, 1);
        await Eventually.Happens("news", async () => (await NewsAsync(vide.Id)).Count > 0);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/news") { Headers = { { "Accept-Language", language } } };
        using var answer = await mara.SendAsync(asked);
        var page = await answer.TextAsync();
        var said = Translations.Said(language, Alert, "Vide");
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains($"/family/members/{vide.Id}", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/family/members/{vide.Id}"));

        // Mara has seen it; that day it is not said again, to nobody but her.
        await GuessAsync(vide.Handle, WatchGuessing.AlertThreshold);
        await Task.Delay(1500, House.Cancellation);
        Assert.Equal([house.Mara.Id], (await NewsAsync(vide.Id)).Select(news => news.MemberId));

        house.Clock.Advance(TimeSpan.FromDays(1));
        await GuessAsync(vide.Handle, WatchGuessing.AlertThreshold);
        await Eventually.Happens("news of the next day", async () => (await NewsAsync(vide.Id)).Count == 2);
    }

    [Fact]
    public async Task W5_Wrong_codes_behind_the_right_password_are_told_too()
    {
        var nora = await AddAsync("Nora", Role.Author);
        var secret = Totp.NewSecret();
        House.Value(await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
            nora.Id, secret, Totp.CodeAt(secret, house.Clock.GetUtcNow()), House.Cancellation)));
        for (var number = 0; number < WatchGuessing.AlertThreshold; number++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(31));
            var halfway = await house.DoAsync((SignInWithCode codes) => codes.BeginAsync(nora.Id, House.Cancellation));
            await house.DoAsync((SignInWithCode codes) => codes.WithCodeAsync(
                halfway, "aaaaabbbbb", IPAddress.Loopback, _ => null, House.Cancellation));
        }

        await Eventually.Happens("news", async () => (await NewsAsync(nora.Id)).Count == 1);
    }

    [Fact]
    public async Task W5_Guessing_at_a_handle_that_nobody_has_tells_nobody_anything()
    {
        var before = await house.ReadAsync(db => db.News.CountAsync());

        await GuessAsync($"nobody{Guid.NewGuid().ToString("N")[..8]}", WatchGuessing.AlertThreshold + 1);
        await Task.Delay(1500, House.Cancellation);

        Assert.Equal(before, await house.ReadAsync(db => db.News.CountAsync()));
    }

    private async Task<(Guid Id, string Handle)> AddAsync(string name, Role role = Role.Member)
    {
        var handle = $"{name.ToLowerInvariant()}{Guid.NewGuid().ToString("N")[..8]}";
        return ((await house.AddAsync(name, handle, role)).Id, handle);
    }

    /// <summary>Half an hour apart, so that nobody has to wait.</summary>
    private async Task GuessAsync(string handle, int times)
    {
        for (var number = 0; number < times; number++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(31));
            using var eve = new Browser(house);
            Assert.Contains("go together", await eve.SignInAsync(handle, "a guess at it"), StringComparison.Ordinal);
        }
    }

    private Task<List<News>> NewsAsync(Guid memberId) => house.ReadAsync(db => db.News.AsNoTracking()
        .Where(news => news.Kind == NewsKind.Guessing && news.About!.StartsWith(memberId.ToString())).ToListAsync());
}
