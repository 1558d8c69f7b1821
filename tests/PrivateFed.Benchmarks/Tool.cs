using System.Diagnostics;

namespace PrivateFed.Benchmarks;

/// <summary>A program of the system that figures are compared with.</summary>
internal static class Tool
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed, or is not installed.</exception>
    public static async Task<TimeSpan> RunAsync(string program, params string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Start(program, arguments);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(began)
            : throw new InvalidOperationException($"{program} failed: {errors}");
    }

    private static Process Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new InvalidOperationException(
                $"{program} is needed (Debian: libvips-tools, libheif-examples, ffmpeg): {problem.Message}", problem);
        }
    }
}
