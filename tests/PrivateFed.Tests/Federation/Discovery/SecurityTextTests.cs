using System.Globalization;
using System.Net;
using PrivateFed.Houses;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Federation.Discovery;

/// <summary>/.well-known/security.txt (RFC 9116): whom to tell of a hole, and nothing of the family.</summary>
[Trait("Database", "none")]
public class SecurityTextTests
{
    [Fact]
    public async Task A_stranger_is_told_whom_to_tell_of_a_hole_and_nothing_else()
    {
        await using var house = await House.OpenAsync();
        house.Clock.Advance(TimeSpan.FromDays(700));
        using var eve = house.Client();

        using var answer = await eve.GetAsync("/.well-known/security.txt");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var fields = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .ToDictionary(field => field[0], field => field[1].TrimEnd());
        Assert.Equal(["Contact", "Expires", "Preferred-Languages", "Canonical"], fields.Keys);
        Assert.Equal("mailto:security@lindgren.test", fields["Contact"]);
        Assert.Equal("https://lindgren.test/.well-known/security.txt", fields["Canonical"]);
        var expires = DateTimeOffset.Parse(fields["Expires"], CultureInfo.InvariantCulture);
        Assert.InRange(expires - house.Clock.GetUtcNow(), TimeSpan.FromDays(30), TimeSpan.FromDays(364));
        Assert.DoesNotContain("Mara", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("The Lindgrens", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("mailto:holes@elsewhere.example")]
    [InlineData("https://elsewhere.example/security")]
    public async Task The_operator_may_name_another_contact(string contact)
    {
        await using var house = await House.OpenAsync($"--PrivateFed:SecurityContact={contact}");
        using var eve = house.Client();

        Assert.Contains($"Contact: {contact}\n", await eve.GetStringAsync("/.well-known/security.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_that_is_none_is_said_at_the_start() =>
        Assert.Contains("SecurityContact",
            (await Assert.ThrowsAsync<WrongSetting>(() => House.OpenAsync("--PrivateFed:SecurityContact=javascript:alert(1)"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Before_the_house_is_set_up_there_is_none()
    {
        await using var unfinished = await House.UnfinishedAsync();
        using var eve = unfinished.Client();

        using var answer = await eve.GetAsync("/.well-known/security.txt");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
