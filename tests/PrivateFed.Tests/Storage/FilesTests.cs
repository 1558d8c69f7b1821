using System.Diagnostics;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Storage;

/// <summary>T: the house's files are for its user alone, however it was started; and a house whose key file is lost can go on.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FilesTests : IAsyncLifetime
{
    private static readonly string Program = Environment.GetEnvironmentVariable("PRIVATEFED_TEST_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "PrivateFed.dll");

    private readonly string _data = Directory.CreateTempSubdirectory("privatefed-files-").FullName;
    private TestDatabase _database = null!;

    private string KeyFile => Path.Combine(_data, "secrets.key");

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task T_A_house_that_was_started_with_umask_022_is_closed_to_others()
    {
        File.SetUnixFileMode(_data, (UnixFileMode)Convert.ToInt32("755", 8));

        Assert.Equal(0, (await SetUpAsync()).Code);

        Assert.Equal("700", ModeOf(_data));
        Assert.All(Directory.EnumerateDirectories(_data), folder => Assert.Equal("700", ModeOf(folder)));
        Assert.All(Directory.EnumerateFiles(_data), file => Assert.Equal("600", ModeOf(file)));
        Assert.True(File.Exists(KeyFile));
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("")]
    [InlineData("media")]
    [InlineData("secrets.key")]
    public async Task T_Doctor_says_what_others_may_use(string opened)
    {
        Assert.Equal(0, (await SetUpAsync()).Code);
        var path = Path.Combine(_data, opened).TrimEnd('/');
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));

        var said = await RunAsync("doctor --json");

        Assert.Contains($"Other users on this machine have access to {path}", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T_A_house_whose_key_file_is_lost_says_so_and_can_begin_with_a_new_one()
    {
        Assert.Equal(0, (await SetUpAsync()).Code);
        var fits = await RunAsync("forget-secrets");
        Assert.Equal(1, fits.Code);
        Assert.Contains("nothing to forget", fits.Error, StringComparison.Ordinal);
        File.Delete(KeyFile);

        var refused = await RunAsync("member list");
        Assert.Equal(1, refused.Code);
        Assert.Contains("which is not there", refused.Error, StringComparison.Ordinal);
        Assert.Contains("forget-secrets", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile));
        var forgotten = await RunAsync("forget-secrets");
        Assert.True(forgotten.Code == 0, forgotten.Error);

        var listed = await RunAsync("member list");
        Assert.True(listed.Code == 0, listed.Error);
        Assert.Contains("mara", listed.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(KeyFile));
    }

    private Task<Ran> SetUpAsync() =>
        RunAsync("setup --house Lindgrens --name Mara --handle mara --domain files.test", OperatedHouse.Password);

    /// <summary>From a shell whose new files everybody may read.</summary>
    private async Task<Ran> RunAsync(string command, string input = "")
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"umask 022; exec dotnet '{Program}' {command}"])
        {
            WorkingDirectory = _data,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment["PrivateFed__Data"], start.Environment["PrivateFed__Database"]) = (_data, _database.ConnectionString);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    private static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
