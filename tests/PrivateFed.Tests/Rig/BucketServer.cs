using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using PrivateFed.Tests.Languages;

namespace PrivateFed.Tests.Rig;

/// <summary>An S3-compatible server, a program from npm. Every house has a bucket of its own in it.</summary>
internal sealed class BucketServer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(SourceTexts.Folder, "../../tests/PrivateFed.Tests/buckets");

    private static readonly Lazy<Task<BucketServer>> Shared = new(() => StartAsync("open"));

    private readonly Process _process;

    private BucketServer(Process process, int port) => (_process, Address) = (process, new Uri($"http://127.0.0.1:{port}/"));

    public Uri Address { get; }

    /// <summary>What the server is asked from outside the house.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>The one that all tests share, and that nobody breaks.</summary>
    public static Task<BucketServer> SharedAsync() => Shared.Value;

    /// <param name="kind">"open" takes every key; "signed" has a bucket named house, and refuses a wrong one.</param>
    public static async Task<BucketServer> StartAsync(string kind)
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules")), "The Node packages of the buckets are missing: tests/run installs them.");
        var data = Directory.CreateTempSubdirectory("privatefed-bucket-").FullName;
        var process = Process.Start(new ProcessStartInfo("node", ["serve.mjs", kind, data])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new BucketServer(process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    public async Task<string> CreateBucketAsync()
    {
        var name = $"house-{Guid.NewGuid():N}";
        using var made = await Client.PutAsync(new Uri(Address, name), null);
        made.EnsureSuccessStatusCode();
        return name;
    }

    /// <summary>The settings of a house that may use a bucket.</summary>
    public string[] SettingsFor(string bucket) =>
    [
        $"--PrivateFed:Bucket={bucket}", $"--PrivateFed:BucketEndpoint={Address}", "--PrivateFed:BucketKeyId=lindgren",
        "--PrivateFed:BucketSecret=seven small boats", "--PrivateFed:BucketPrefix=family",
    ];

    /// <summary>The names in a bucket, without the prefix.</summary>
    public async Task<List<string>> NamesAsync(string bucket)
    {
        var names = new List<string>();
        for (var after = ""; ;)
        {
            var page = XDocument.Parse(await Client.GetStringAsync(
                new Uri(Address, $"{bucket}?list-type=2&start-after={Uri.EscapeDataString(after)}")));
            var found = page.Descendants().Where(element => element.Name.LocalName == "Key").Select(key => key.Value).ToList();
            names.AddRange(found.Select(name => name["family/".Length..]));
            if (found.Count == 0 || page.Descendants().First(element => element.Name.LocalName == "IsTruncated").Value != "true")
            {
                return names;
            }
            after = found[^1];
        }
    }

    public Task<byte[]> ReadAsync(string bucket, string name) => Client.GetByteArrayAsync(new Uri(Address, $"{bucket}/family/{name}"));

    /// <param name="madeAt">The date that the house writes beside a file.</param>
    public async Task PutAsync(string bucket, string name, byte[] contents, DateTime? madeAt = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Address, $"{bucket}/family/{name}"))
        {
            Content = new ByteArrayContent(contents),
        };
        if (madeAt is { } date)
        {
            request.Headers.Add("x-amz-meta-modified", $"{date.Ticks}");
        }
        using var put = await Client.SendAsync(request);
        put.EnsureSuccessStatusCode();
    }

    /// <summary>From now on every connection breaks, until <see cref="ComeUpAsync"/>.</summary>
    public Task GoDownAsync() => TellAsync("down");

    public Task ComeUpAsync() => TellAsync("up");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        Assert.Equal(line, await _process.StandardOutput.ReadLineAsync());
    }
}

/// <summary>The Lindgrens' house with its photos in a bucket.</summary>
public sealed class BucketHouse : IAsyncLifetime
{
    private BucketServer _server = null!;

    public House House { get; private set; } = null!;

    public string Bucket { get; private set; } = "";

    internal BucketServer Server => _server;

    internal static async Task<BucketHouse> OpenAsync(BucketServer server)
    {
        var house = new BucketHouse { _server = server, Bucket = await server.CreateBucketAsync() };
        house.House = await House.OpenAsync(server.SettingsFor(house.Bucket));
        await house.House.KeepInBucketAsync();
        return house;
    }

    public async ValueTask InitializeAsync()
    {
        var opened = await OpenAsync(await BucketServer.SharedAsync());
        (_server, House, Bucket) = (opened._server, opened.House, opened.Bucket);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    internal Task<List<string>> NamesAsync() => Server.NamesAsync(Bucket);
}
