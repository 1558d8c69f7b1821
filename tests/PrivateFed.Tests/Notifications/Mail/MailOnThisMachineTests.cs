using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Tests.Languages;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Notifications.Mail;

/// <summary>A mail server on this very machine is reached only when the operator allows it: who enters one is told what to do.</summary>
[Trait("Database", "none")]
public sealed class MailOnThisMachineTests : IAsyncLifetime
{
    private House _house = null!;

    public async ValueTask InitializeAsync() => _house = await House.OpenAsync("--PrivateFed:AllowedNetworks=10.99.99.0/24");

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private const string NotAllowed =
        "No mail server answered under this name and port. If it's on this machine or in a private network, add its address to the setting "
        + "PrivateFed__AllowedNetworks, for example 127.0.0.1, and restart PrivateFed.";

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("sv")]
    public async Task S6_Who_enters_a_mail_server_on_this_machine_is_told_which_setting_allows_it(string language)
    {
        await using var room = Mailroom.Open();
        await _house.UseAsync(room);
        using var mara = await _house.BrowserOfAsync(_house.Mara);

        using var asked = new HttpRequestMessage(HttpMethod.Post, "/family/mail?handler=Test")
        {
            Headers = { { "Accept-Language", language } },
            Content = new FormUrlEncodedContent(
                [new("testAddress", "mara@example.org"), new("__RequestVerificationToken", await mara.TokenAsync("/family/mail"))]),
        };
        using var answer = await mara.SendAsync(asked);
        var problem = await answer.ProblemAsync();

        Assert.Equal(Translations.Said(language, NotAllowed), problem);
        Assert.DoesNotContain(":", problem, StringComparison.Ordinal);
        Assert.Empty(room.To("mara@example.org"));
    }

    [Fact]
    public async Task S6_So_is_who_looks_why_emails_do_not_get_away()
    {
        await using var room = Mailroom.Open();
        await _house.UseAsync(room);
        await _house.ReaderAsync("Nils");
        await _house.PublishAsync("News for Nils");
        _house.Clock.Advance(MailPreferences.GatheringTime);
        await Eventually.Happens("a letter that was put off",
            () => _house.ReadAsync(db => db.Emails.AnyAsync(letter => letter.Failures > 0)));
        using var mara = await _house.BrowserOfAsync(_house.Mara);

        var page = await mara.TextAsync("/family/mail");

        Assert.Contains("add its address to the setting PrivateFed__AllowedNetworks, for example 127.0.0.1", page,
            StringComparison.Ordinal);
        Assert.DoesNotContain("The mail server said: No mail server", page, StringComparison.Ordinal);
        Assert.Contains("For a mail server on this same machine, with its address listed in PrivateFed__AllowedNetworks, for example 127.0.0.1",
            page, StringComparison.Ordinal);
    }
}
