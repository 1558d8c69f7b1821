using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Uploads;

/// <summary>An author's device that uploads in chunks, request by request, rightly or wrongly.</summary>
internal sealed class TusDevice : IDisposable
{
    public const string Address = "/write/uploads";

    private TusDevice(Browser browser, string token) => (Browser, Token) = (browser, token);

    public Browser Browser { get; }

    /// <summary>What proves that a request comes from a page of the house.</summary>
    public string Token { get; private set; }

    public static async Task<TusDevice> OfAsync(House house, Member member)
    {
        var browser = await house.BrowserOfAsync(member);
        return new TusDevice(browser, await browser.TokenAsync("/me"));
    }

    /// <summary>A new author's device: what is counted by person is counted for them alone.</summary>
    public static async Task<(TusDevice Device, Member Author)> OfNewAuthorAsync(House house)
    {
        var handle = $"olle{Guid.NewGuid():N}"[..12];
        var author = await house.AddAsync("Olle", handle, Role.Author);
        var device = new TusDevice(new Browser(house), "");
        await device.SignInAsync(handle);
        return (device, author);
    }

    public async Task SignInAsync(string handle)
    {
        Assert.Equal("", await Browser.SignInAsync(handle, InTheHouse.Password));
        Token = await Browser.TokenAsync("/me");
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in ((string, string)[])
            [("Tus-Resumable", "1.0.0"), ("RequestVerificationToken", Token), .. headers])
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
            {
                request.Headers.Add(name, value);
            }
        }
        return await Browser.SendAsync(request);
    }

    public Task<HttpResponseMessage> BeginAsync(Guid id, long length, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, Address, null,
            [("Upload-Length", Of(length)), ("Upload-Metadata", $"sentAs {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id}"))}"),
                .. headers]);

    public Task<HttpResponseMessage> AppendAsync(
        Guid id, long offset, byte[] chunk, params (string Name, string Value)[] headers) =>
        AppendAsync(id, offset, new ByteArrayContent(chunk), headers);

    public Task<HttpResponseMessage> AppendAsync(
        Guid id, long offset, HttpContent chunk, params (string Name, string Value)[] headers)
    {
        chunk.Headers.ContentType ??= new MediaTypeHeaderValue("application/offset+octet-stream");
        return SendAsync(HttpMethod.Patch, $"{Address}/{id}", chunk, [("Upload-Offset", Of(offset)), .. headers]);
    }

    public Task<HttpResponseMessage> FinishAsync(Guid id) => SendAsync(HttpMethod.Post, "/write/photos?handler=Uploaded",
        new FormUrlEncodedContent([KeyValuePair.Create("sentAs", $"{id}")]));

    public Task<HttpResponseMessage> AskAsync(Guid id) => SendAsync(HttpMethod.Head, $"{Address}/{id}", null);

    /// <returns>How much has arrived; null when there is no such upload.</returns>
    public async Task<long?> OffsetAsync(Guid id)
    {
        using var answer = await AskAsync(id);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : OffsetIn(answer);
    }

    public static long OffsetIn(HttpResponseMessage answer) => long.Parse(
        Assert.Single(answer.Headers.GetValues("Upload-Offset")), CultureInfo.InvariantCulture);

    public void Dispose() => Browser.Dispose();

    private static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A chunk that stops in the middle, and goes on or is cut off when the test says so.</summary>
internal sealed class HaltingChunk(byte[] bytes, bool hasLength = true) : HttpContent
{
    private readonly TaskCompletionSource _half = new();
    private readonly TaskCompletionSource<bool> _goesOn = new();

    public Task IsHalfSent => _half.Task;

    public void GoOn() => _goesOn.SetResult(true);

    public void CutOff() => _goesOn.SetResult(false);

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return hasLength;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await stream.FlushAsync();
        _half.SetResult();
        if (!await _goesOn.Task)
        {
            throw new IOException("The train went into a tunnel.");
        }
        await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
    }
}
