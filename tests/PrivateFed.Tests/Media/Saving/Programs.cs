using System.ComponentModel;
using System.Diagnostics;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Saving;

/// <summary>Other people's programs, where they are installed.</summary>
internal static class Programs
{
    /// <summary>The program ends well, and says what it should.</summary>
    /// <returns>False where the program is not installed.</returns>
    public static async Task<bool> AssertAcceptsAsync(string expected, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return false;
        }
        using (process)
        {
            var complaints = process!.StandardError.ReadToEndAsync(House.Cancellation);
            var said = await process.StandardOutput.ReadToEndAsync(House.Cancellation);
            await process.WaitForExitAsync(House.Cancellation);
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {said} {await complaints}");
            Assert.Contains(expected, said, StringComparison.Ordinal);
        }
        return true;
    }

    /// <summary>Python's zipfile, which believes the directory at the end.</summary>
    public static Task<bool> AssertPythonReadsAsync(string file, string expression, string expected) =>
        AssertAcceptsAsync(expected, "python3", "-c", $"import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print({expression})", file);
}
