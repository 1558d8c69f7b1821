using System.IO.Compression;
using System.Text.RegularExpressions;
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

    /// <summary>As the README's command runs the house, which nobody has published.</summary>
    [Fact]
    public async Task The_style_sheet_and_a_script_are_compressed_and_kept_by_browsers_for_a_year()
    {
        await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var page = await ingrid.ReadAsync("/");
        foreach (Match file in Regex.Matches(page, """(?:href|src)="(/site[^"]+\.(?:css|js))"""))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file.Groups[1].Value);
            request.Headers.Add("Accept-Encoding", "gzip, br");

            using var answer = await ingrid.SendAsync(request);

            var sent = await answer.Content.ReadAsByteArrayAsync();
            using var unpacked = new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            await unpacked.CopyToAsync(whole);
            Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
            Assert.True(sent.Length < whole.Length / 2, $"{file.Groups[1].Value}: {sent.Length} of {whole.Length} bytes");
            Assert.Equal(["max-age=31536000, immutable"], answer.Headers.NonValidated["Cache-Control"]);
        }
    }
}
