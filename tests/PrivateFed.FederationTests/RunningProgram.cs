using System.Collections.Concurrent;
using System.Diagnostics;

namespace PrivateFed.FederationTests;

/// <summary>A program that runs beside the test and ends with it. What it prints is kept for the message of a failure.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed = new();

    private RunningProgram(Process _process) => this._process = _process;

    public bool HasExited => _process.HasExited;

    public string Printed => string.Join('\n', _printed.TakeLast(60));

    /// <summary>Starts a program whose environment is the test's own with <paramref name="environment"/> laid over it.</summary>
    public static RunningProgram Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>The rest of the first line that begins with <paramref name="prefix"/>.</summary>
    public Task<string> WaitForLine(string prefix, TimeSpan? within = null) => Eventually.Get($"a line '{prefix}...'", () =>
    {
        var line = _printed.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal));
        return line is null && HasExited
            ? throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{Printed}")
            : Task.FromResult(line?[prefix.Length..]);
    }, within);

    /// <summary>Ends it without a chance to put anything in order.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _printed.Enqueue(line);
        }
    }
}
