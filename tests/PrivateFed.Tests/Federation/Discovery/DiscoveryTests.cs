using System.Net;
using System.Xml.Linq;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Discovery;

/// <summary>What anybody may ask of the server.</summary>
[Trait("Database", "none")]
public class DiscoveryTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task NodeInfo_of_both_versions_names_the_software_and_no_numbers()
    {
        using var eve = house.Client();
        using var links = await eve.GetAsync("/.well-known/nodeinfo");
        var found = (await links.JsonAsync()).GetProperty("links").EnumerateArray()
            .ToDictionary(link => link.Text("rel")!, link => link.Text("href")!);

        Assert.Equal(["http://nodeinfo.diaspora.software/ns/schema/2.0", "http://nodeinfo.diaspora.software/ns/schema/2.1"],
            found.Keys.Order());
        foreach (var (schema, href) in found)
        {
            using var answer = await eve.GetAsync(new Uri(href).AbsolutePath);
            var info = await answer.JsonAsync();
            Assert.EndsWith($"/{info.Text("version")}", schema, StringComparison.Ordinal);
            Assert.Equal("privatefed", info.GetProperty("software").Text("name"));
            Assert.False(info.GetProperty("openRegistrations").GetBoolean());
            Assert.Equal("""{"users":{}}""", info.GetProperty("usage").GetRawText());
        }
    }

    [Fact]
    public async Task Host_meta_leads_to_WebFinger_as_XML_and_as_JSON()
    {
        using var eve = house.Client();
        using var xml = await eve.GetAsync("/.well-known/host-meta");
        var link = XDocument.Parse(await xml.Content.ReadAsStringAsync()).Root!.Elements().Single();
        using var json = await eve.GetAsync("/.well-known/host-meta.json");
        var template = (await json.JsonAsync()).GetProperty("links")[0].Text("template")!;

        Assert.Equal("application/xrd+xml", xml.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("lrdd", template), ((string?)link.Attribute("rel"), (string?)link.Attribute("template")));
        using var mara = await eve.GetAsync(
            new Uri(template.Replace("{uri}", "acct:mara@lindgren.test", StringComparison.Ordinal)).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, mara.StatusCode);
    }

    [Theory]
    [InlineData("acct:house@lindgren.test")]
    [InlineData("acct:lindgren.test@lindgren.test")]
    [InlineData("https://lindgren.test/actor")]
    public async Task D8_WebFinger_names_the_actor_that_speaks_for_the_server(string resource)
    {
        using var eve = house.Client();

        using var answer = await eve.GetAsync($"/.well-known/webfinger?resource={Uri.EscapeDataString(resource)}");

        Assert.Equal("https://lindgren.test/actor", (await answer.JsonAsync()).GetProperty("links")[0].Text("href"));
    }
}
