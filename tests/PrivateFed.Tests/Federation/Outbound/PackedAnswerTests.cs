using System.IO.Compression;
using System.Net;
using System.Text;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Outbound;

/// <summary>
/// What an answer costs that becomes large when it is unpacked. Measured while no other test runs: what is allocated is counted for the
/// whole process.
/// </summary>
[Trait("Database", "none")]
[Collection(nameof(MeasuredAlone))]
public class PackedAnswerTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task O06_A_small_answer_that_unpacks_to_very_much_is_refused_at_the_bound(string coding)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["x"] = new string('x', 100 * 1024 * 1024);
        var body = Packed(coding, Encoding.UTF8.GetBytes(joe.Document.ToJsonString()));
        joe.Document.Remove("x");
        Assert.InRange(body.Length, 1, 1024 * 1024);
        server.Pages[joe.Path] = context =>
        {
            context.Response.Headers.ContentEncoding = coding;
            return WriteAsync(context, body);
        };
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes();

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 * 1024 * 1024);
    }

    private static byte[] Packed(string coding, byte[] text)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new GZipStream(packed, CompressionLevel.Optimal),
        })
        {
            stream.Write(text);
        }
        return packed.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, byte[] document)
    {
        context.Response.ContentType = "application/activity+json";
        await context.Response.Body.WriteAsync(document);
    }
}
