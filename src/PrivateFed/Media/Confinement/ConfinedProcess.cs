using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace PrivateFed.Media.Confinement;

/// <summary>How a confined process ended.</summary>
/// <param name="ExitCode">Null when it was ended for the time that it took.</param>
/// <param name="Output">The beginning of what it printed.</param>
/// <param name="Errors">The beginning of what it complained of.</param>
public sealed record Ended(int? ExitCode, string Output, string Errors);

/// <summary>
/// Runs a decoder in a process of its own: without network, with the files that it needs and no others, and with bounds on memory, time and
/// what it writes. What a hostile file does to a decoder is then done to this process alone.
/// </summary>
public static class ConfinedProcess
{
    private const int MostOutput = 1024 * 1024;

    /// <param name="command">The decoder's path and its arguments.</param>
    /// <exception cref="IOException">The process cannot be started.</exception>
    public static async Task<Ended> RunAsync(IReadOnlyList<string> command, DecoderLimits limits, CancellationToken cancellation)
    {
        using var process = Start([.. ThisProgram, Confine.Command, JsonSerializer.Serialize(limits, DecoderLimitsJson.Default.DecoderLimits),
            .. command]);
        var (output, errors) = (ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(limits.Seconds));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
        }
        return new Ended(timer.IsCancellationRequested ? null : process.ExitCode, await output, await errors);
    }

    /// <summary>This program, as another process can run it: "dotnet" and the assembly, wherever the two are.</summary>
    internal static IReadOnlyList<string> ThisProgram { get; } =
    [
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet")),
        Path.Combine(AppContext.BaseDirectory, $"{typeof(ConfinedProcess).Assembly.GetName().Name}.dll"),
    ];

    private static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception problem)
        {
            throw new IOException($"A decoder could not be started: {problem.Message}", problem);
        }
    }

    /// <summary>The beginning of what is printed; the rest is read and dropped, so that the process is not held up.</summary>
    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var (kept, buffer) = (new StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            kept.Append(buffer, 0, Math.Min(count, MostOutput - kept.Length));
        }
        return kept.ToString();
    }
}
