using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PrivateFed.Benchmarks;

/// <summary>A published server in a process of its own, with an empty data folder and a house that is set up.</summary>
internal sealed class HouseProcess : IAsyncDisposable
{
    public const string Domain = "lindgren.test";

    public const string Password = "A long enough passphrase";

    private readonly string _folder = Directory.CreateTempSubdirectory("privatefed-benchmark-").FullName;
    private readonly string? _trustedCertificate;
    private Process? _server;

    private HouseProcess(string? trustedCertificate) => _trustedCertificate = trustedCertificate;

    public int Port { get; } = FreePort();

    public string Url => $"http://127.0.0.1:{Port}";

    public string Data => Path.Combine(_folder, "data");

    /// <param name="trustedCertificate">PEM file of a certificate that the server trusts besides the system's.</param>
    public static async Task<HouseProcess> StartAsync(string? trustedCertificate)
    {
        var house = new HouseProcess(trustedCertificate);
        await house.RunAsync("dotnet", ["publish", Path.Combine(RepositoryRoot(), "src", "PrivateFed"), "-c", "Release", "-r",
            RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-o", house.Program, "-v", "quiet"]);
        await house.CommandAsync(Password, "setup", "--house", "The Lindgrens", "--name", "Mara", "--handle", "mara", "--domain", Domain);
        await house.StartServerAsync();
        return house;
    }

    /// <summary>Time from the start of the process until it answered the first page.</summary>
    public TimeSpan TimeToFirstPage { get; private set; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _server!.Refresh();
            return _server.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double Memory
    {
        get
        {
            var line = File.ReadLines($"/proc/{_server!.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    private string Program => Path.Combine(_folder, "program");

    /// <summary>Runs the operator's command line beside the running server.</summary>
    public Task<string> CommandAsync(string? input, params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(Program, "PrivateFed.dll"), .. arguments], input);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartServerAsync()
    {
        var watch = Stopwatch.StartNew();
        _server = Process.Start(Start("dotnet", [Path.Combine(Program, "PrivateFed.dll")]))!;
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync($"{Url}/sign-in");
                response.EnsureSuccessStatusCode();
                TimeToFirstPage = watch.Elapsed;
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(10);
            }
        }
    }

    private ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["PrivateFed__Data"] = Data;
        start.Environment["PrivateFed__AllowedNetworks"] = "127.0.0.0/8";
        start.Environment["ASPNETCORE_URLS"] = Url;
        if (Environment.GetEnvironmentVariable("PRIVATEFED_DATABASE") is { } database)
        {
            start.Environment["PrivateFed__Database"] = database;
        }
        if (_trustedCertificate is not null)
        {
            start.Environment["SSL_CERT_FILE"] = _trustedCertificate;
        }
        return start;
    }

    private async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? input = null)
    {
        using var process = Process.Start(Start(program, arguments))!;
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PrivateFed.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not in the repository.");
        }
        return folder;
    }
}
