using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivateFed.Hosting;
using PrivateFed.Storage;

namespace PrivateFed.Tests.Rig;

public sealed record Ran(int Code, string Output, string Error);

/// <summary>The built program, running as a server on data of its own, and run again beside it as a command.</summary>
public sealed class OperatedHouse : IAsyncLifetime
{
    public const string Password = "seven small boats in a row";

    private static readonly string Program = Environment.GetEnvironmentVariable("PRIVATEFED_TEST_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "PrivateFed.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("privatefed-command-").FullName;
    private readonly string? _database = DatabaseOfItsOwn();
    private Process? _server;
    private ServiceProvider? _services;

    internal Door Door { get; } = new();

    public string Data => Path.Combine(_folder, "data");

    /// <summary>Of the server's process.</summary>
    public int ServerId => _server!.Id;

    public Ran SetUp { get; private set; } = null!;

    /// <summary>The most memory that the server has taken since it was started, in megabytes.</summary>
    public int PeakMegabytes => int.Parse(
        File.ReadLines($"/proc/{_server!.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture) / 1000;

    /// <summary>
    /// What some work costs the server's process and its decoders: the megabytes by which its resident memory rises at the most, with what
    /// the decoders take for themselves, and seconds of processor, in user and kernel.
    /// </summary>
    public async Task<(double Megabytes, double Seconds)> MeasureAsync(Func<Task> work)
    {
        // The peak is counted from here on.
        await File.WriteAllTextAsync($"/proc/{ServerId}/clear_refs", "5");
        var (memory, processor) = (ResidentMegabytes("VmHWM:"), ProcessorSeconds());
        await using var decoders = DecoderWatch.Of(Data);
        await work();
        return (ResidentMegabytes("VmHWM:") - memory + decoders.PeakMegabytes, ProcessorSeconds() - processor);
    }

    /// <summary>Returns when the server has done next to nothing for half a second, and no decoder is at work.</summary>
    public async Task QuietAsync()
    {
        double before;
        int decoding;
        do
        {
            before = ProcessorSeconds();
            await using var decoders = DecoderWatch.Of(Data);
            await Task.Delay(500);
            decoding = decoders.MostAtOnce;
        }
        while (decoding > 0 || ProcessorSeconds() - before > 0.04);
    }

    private double ResidentMegabytes(string line) => double.Parse(
        File.ReadLines($"/proc/{ServerId}/status").Single(one => one.StartsWith(line, StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture) / 1024;

    // Of the server and of its decoders that have ended: utime, stime, cutime and cstime of proc(5), in hundredths.
    private double ProcessorSeconds() =>
        File.ReadAllText($"/proc/{ServerId}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[11..15]
        .Sum(ticks => double.Parse(ticks, System.Globalization.CultureInfo.InvariantCulture)) / 100;

    public IEnumerable<string> MediaFiles => Directory.EnumerateFiles(Path.Combine(Data, "media"), "*", SearchOption.AllDirectories);

    public async ValueTask InitializeAsync()
    {
        await Door.OpenAsync();
        Door.WriteCertificate(Path.Combine(_folder, "certificate.pem"));
        _server = Start([], ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        Door.Inside = await ReadAddressAsync(_server.StandardOutput);
        Ignore(_server);
        SetUp = await RunAsync(["setup", "--house", "The Lindgrens", "--name", "Mara", "--handle", "mara", "--domain", Door.Domain],
            Password);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            Settings().ToDictionary(one => one.Key.Replace("__", ":", StringComparison.Ordinal), one => one.Value)).Build();
        _services = new ServiceCollection().AddLogging().AddHouse(PrivateFed.Houses.Settings.Read(configuration)).BuildServiceProvider();
    }

    /// <summary>SIGKILL: the server has no moment to put anything in order.</summary>
    public async Task KillServerAsync()
    {
        _server!.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    /// <summary>The same server once more, on the same data.</summary>
    public void StartServerAgain()
    {
        _server = Start([], ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        Ignore(_server);
    }

    private static void Ignore(Process server)
    {
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
    }

    public async Task<T> InDatabaseAsync<T>(Func<HouseDb, Task<T>> work)
    {
        await using var scope = _services!.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<HouseDb>());
    }

    public Task<Ran> RunAsync(params string[] arguments) => RunAsync(arguments, input: "");

    public async Task<Ran> RunAsync(string[] arguments, string input, params (string Key, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    public string WriteFile(string name, byte[] content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, content);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        _server?.Kill();
        _server?.Dispose();
        if (_services is not null)
        {
            if (_database is not null)
            {
                await InDatabaseAsync(async db => await db.Database.EnsureDeletedAsync());
            }
            await _services.DisposeAsync();
        }
        await Door.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>From the set-up link, which may come after lines of the log.</summary>
    private static async Task<Uri> ReadAddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Contains("/set-up/", StringComparison.Ordinal))
            {
                return new Uri(new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]), "/");
            }
        }
        throw new InvalidOperationException("The server ended without having printed its set-up link.");
    }

    private static string? DatabaseOfItsOwn() =>
        Environment.GetEnvironmentVariable("PRIVATEFED_TEST_DATABASE") == "postgres"
            ? new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("PRIVATEFED_TEST_POSTGRES"))
            {
                Database = $"command_{Guid.NewGuid():N}",
            }.ToString()
            : null;

    private Dictionary<string, string?> Settings() => new()
    {
        ["PrivateFed__Data"] = Data,
        ["PrivateFed__Database"] = _database,
        ["PrivateFed__Domain"] = null,
        ["PrivateFed__AllowedNetworks"] = "127.0.0.0/8 ::1",
        ["PrivateFed__TrustedProxies"] = "127.0.0.1",
        ["SSL_CERT_FILE"] = Path.Combine(_folder, "certificate.pem"),
    };

    private Process Start(string[] arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in Settings().Select(one => (one.Key, one.Value))
            .Concat(environment.Select(one => (one.Key, (string?)one.Value))))
        {
            start.Environment[key] = value;
        }
        return Process.Start(start)!;
    }
}
