using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web;

/// <summary>What the owner reads when a server refuses for good, and of the software there.</summary>
public class RefusedTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(403, "has blocked this house", "talk to the people who run their server")]
    [InlineData(400, "can't read what was sent", "Other posts may still arrive")]
    [InlineData(413, "too large for their server", "A shorter post may get through")]
    public async Task Refused_for_good_is_said_in_plain_words_with_advice(int status, string why, string advice)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Receive = Neighbour.With(status);
        await house.PublishAsync();
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var path in new[] { "/family/on-its-way", $"/family/followers/{await house.IdOfAsync(joe)}" })
        {
            var page = WebUtility.HtmlDecode(await mara.ReadAsync(path));
            Assert.Contains(why, page, StringComparison.Ordinal);
            Assert.Contains(advice, page, StringComparison.Ordinal);
            Assert.Contains($"The server answered {status}.", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("pixelfed", "0.12.4", "Pixelfed 0.12.4", true, false)]
    [InlineData("pixelfed", "0.12.5", "Pixelfed 0.12.5", false, false)]
    [InlineData("sharkey", "2025.1", "Sharkey 2025.1", false, true)]
    public async Task Refused_or_not_the_software_of_a_followers_server_is_named(string software, string version, string named, bool leaks, bool isMisskey)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.Software, software).SetProperty(host => host.SoftwareVersion, version)));
        using var mara = await house.BrowserOfAsync(house.Mara);

        var page = WebUtility.HtmlDecode(await mara.ReadAsync($"/family/followers/{await house.IdOfAsync(joe)}"));

        Assert.Contains(named, page, StringComparison.Ordinal);
        Assert.Equal(leaks, page.Contains("Careful:", StringComparison.Ordinal));
        Assert.Equal(isMisskey, page.Contains("lists lose their bullets", StringComparison.Ordinal));
    }
}
