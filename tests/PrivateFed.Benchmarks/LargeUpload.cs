using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace PrivateFed.Benchmarks;

/// <summary>By how much the server's memory grows while it receives a large film in chunks, as a device sends it.</summary>
internal static class LargeUpload
{
    private const int Chunk = 50_000_000;
    private const string Address = "/write/uploads";

    public static async Task RunAsync(int megabytes)
    {
        await using var house = await HouseProcess.StartAsync(trustedCertificate: null);
        using var mara = await Author.SignInAsync(house);
        var (client, token) = (mara.Browser, mara.Token);
        var (length, offset, watch) = ((long)megabytes << 20, 0L, Stopwatch.StartNew());
        var url = await BeginAsync(client, token, length);
        var buffer = new byte[Chunk];
        byte[] beginning = [0, 0, 0, 24, .. "ftypmp42"u8];
        beginning.CopyTo(buffer, 0);
        var before = house.Memory;
        var peak = before;
        while (offset < length)
        {
            var size = (int)Math.Min(Chunk, length - offset);
            var sending = AppendAsync(client, token, url, offset, new ByteArrayContent(buffer, 0, size));
            while (await Task.WhenAny(sending, Task.Delay(20)) != sending)
            {
                peak = Math.Max(peak, house.Memory);
            }
            await sending;
            offset += size;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{megabytes:N0} MB in {watch.Elapsed.TotalSeconds:N1} s; "
            + $"memory {before:N0} MB before, {peak:N0} MB at the most: {peak - before:N0} MB more"));
    }

    private static async Task<string> BeginAsync(HttpClient client, string token, long length)
    {
        using var answer = await SendAsync(client, token, HttpMethod.Post, Address, "Upload-Length", length, null);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task AppendAsync(HttpClient client, string token, string url, long offset, HttpContent chunk)
    {
        chunk.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using var answer = await SendAsync(client, token, HttpMethod.Patch, url, "Upload-Offset", offset, chunk);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string token, HttpMethod method, string path, string header, long value, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = content,
            Headers =
            {
                { "Tus-Resumable", "1.0.0" }, { "RequestVerificationToken", token },
                { header, value.ToString(CultureInfo.InvariantCulture) },
            },
        };
        var answer = await client.SendAsync(request);
        return answer.EnsureSuccessStatusCode();
    }
}
