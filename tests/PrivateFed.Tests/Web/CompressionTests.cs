using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web;

/// <summary>Pages are small on the line, and their length tells another site nothing.</summary>
[Trait("Database", "none")]
public class CompressionTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("none", true)]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    [InlineData(null, false)]
    public async Task A_page_is_compressed_for_who_opens_it_and_not_when_another_site_leads_there(string? from, bool isCompressed)
    {
        await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Encoding", "br, gzip");
        if (from is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", from);
        }

        using var answer = await ingrid.SendAsync(request);

        Assert.Equal(isCompressed, answer.Content.Headers.ContentEncoding.Count > 0);
    }
}
