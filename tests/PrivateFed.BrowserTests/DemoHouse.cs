using PrivateFed.FederationTests;
using Xunit;

[assembly: AssemblyFixture(typeof(PrivateFed.BrowserTests.DemoHouse))]

namespace PrivateFed.BrowserTests;

/// <summary>
/// The program's demo, running on a folder of its own: filled once for all tests, while the first of them run. Each link opens once.
/// </summary>
public sealed class DemoHouse : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("privatefed-demo-").FullName;
    private RunningProgram? _program;

    public string Data => Path.Combine(_folder, "data-demo");

    /// <summary>host:port; plain HTTP.</summary>
    public string Host { get; } = $"127.0.0.1:{TestRun.FreePort()}";

    public ValueTask InitializeAsync()
    {
        _program = (Browser.Missing ?? TestRun.Missing) is null ? Run() : null;
        return ValueTask.CompletedTask;
    }

    /// <summary>The link that was printed for somebody.</summary>
    /// <param name="name">As the line begins: "Mara Lindgren".</param>
    public async Task<string> Link(string name)
    {
        var line = await _program!.WaitForLine(name + ",", TimeSpan.FromMinutes(3));
        return line[line.IndexOf("http", StringComparison.Ordinal)..];
    }

    /// <summary>The same command once more; it ends by itself when it is refused.</summary>
    public RunningProgram Run(string? data = null) => RunningProgram.Start(
        "dotnet", [TestRun.ServerProgram, "demo", "--data", data ?? Data], new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://{Host}",
            [HouseProgram.CompileOnce.Name] = HouseProgram.CompileOnce.Value,
            // Settings of a real house, which the demo must not touch.
            ["PrivateFed__Data"] = Path.Combine(_folder, "real"),
            ["PrivateFed__Domain"] = "real.example",
        });

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
