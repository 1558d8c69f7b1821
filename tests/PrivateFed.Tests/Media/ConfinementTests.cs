using System.Net;
using System.Net.Sockets;
using PrivateFed.Media.Confinement;

namespace PrivateFed.Tests.Media;

/// <summary>What a decoder cannot do, whatever a file made of it. Programs of the system stand for one that was taken over.</summary>
[Trait("Database", "none")]
public sealed class ConfinementTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("privatefed-confined-").FullName;
    private readonly string _input;
    private readonly string _output;

    public ConfinementTests()
    {
        _input = Path.Combine(_root, "input");
        _output = Directory.CreateDirectory(Path.Combine(_root, "output")).FullName;
        File.WriteAllText(_input, "the picture");
        File.WriteAllText(Path.Combine(_root, "secret"), "the key");
    }

    [Fact]
    public void This_machine_can_take_away_files_and_network() => Assert.Equal((true, true), Confine.Protections);

    [Fact]
    public async Task It_reads_its_file_and_writes_into_its_folder()
    {
        var ended = await ShellAsync($"cat {_input}; cp {_input} {_output}/copy");

        Assert.Equal((0, "the picture"), (ended.ExitCode, ended.Output));
        Assert.Equal("the picture", File.ReadAllText(Path.Combine(_output, "copy")));
    }

    [Theory]
    [InlineData("cat ROOT/secret")]
    [InlineData("cat /etc/passwd")]
    [InlineData("ls ROOT")]
    [InlineData("ls /tmp")]
    [InlineData("cat /proc/PARENT/environ")]
    [InlineData("cat /proc/self/environ")]
    [InlineData("ls /proc/PARENT/fd")]
    [InlineData("ls /home")]
    public async Task It_reads_nothing_else(string command)
    {
        var ended = await ShellAsync(command);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Equal("", ended.Output);
        Assert.Contains("Permission denied", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo x > ROOT/new")]
    [InlineData("echo x > ROOT/input")]
    [InlineData("echo x > /tmp/new")]
    [InlineData("rm ROOT/secret")]
    [InlineData("mv ROOT/secret OUTPUT/")]
    [InlineData("ln ROOT/secret OUTPUT/")]
    public async Task It_changes_nothing_else(string command)
    {
        var ended = await ShellAsync(command);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Equal(["the key", "the picture"], [File.ReadAllText(Path.Combine(_root, "secret")), File.ReadAllText(_input)]);
        Assert.Equal(["input", "output", "secret"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.GetFileSystemEntries(_output));
    }

    [Fact]
    public async Task It_runs_nothing_that_it_wrote()
    {
        var ended = await ShellAsync($"cp /bin/true {_output}/mine && chmod +x {_output}/mine && {_output}/mine");

        Assert.NotEqual(0, ended.ExitCode);
    }

    [Fact]
    public async Task It_reaches_nobody_on_the_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var ended = await RunAsync("/bin/bash", "-c", $"echo x > /dev/tcp/127.0.0.1/{port} || echo x > /dev/udp/127.0.0.1/{port}");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task It_ends_no_other_process()
    {
        var ended = await ShellAsync("kill -9 PARENT; kill -9 -1");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("not permitted", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_knows_none_of_the_servers_settings()
    {
        Environment.SetEnvironmentVariable("PRIVATEFED_TEST_SETTING", "a password");

        var ended = await ShellAsync("env");

        Assert.DoesNotContain("a password", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_no_more_memory_than_it_may()
    {
        // The shell keeps the whole line in memory.
        var ended = await ShellAsync("x=0123456789abcdef; while :; do x=$x$x; done");

        Assert.NotNull(ended.ExitCode);
        Assert.NotEqual(0, ended.ExitCode);
    }

    [Fact]
    public async Task It_writes_no_larger_file_than_it_may()
    {
        var ended = await ShellAsync($"head -c 9000000 /dev/zero > {_output}/large");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.InRange(new FileInfo(Path.Combine(_output, "large")).Length, 0, Limits.FileSize);
    }

    [Theory]
    [InlineData("while :; do :; done")]
    [InlineData("sleep 60")]
    [InlineData("sleep 60 & sleep 60")]
    public async Task It_is_ended_when_its_time_is_over(string command)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var ended = await ShellAsync(command);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_it_prints_without_end_is_cut()
    {
        var ended = await ShellAsync("yes");

        Assert.InRange(ended.Output.Length, 1, 1024 * 1024);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_an_error_with_a_sentence()
    {
        var ended = await RunAsync("/usr/bin/nothing-of-this-name");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("cannot be started", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_wait_any_longer_ends_it()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ConfinedProcess.RunAsync(["/bin/sleep", "60"], Limits, enough.Token));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private DecoderLimits Limits => new()
    {
        Readable = [_input],
        Writable = [_output],
        Seconds = 4,
        ProcessorSeconds = 2,
        Memory = 300_000_000,
        FileSize = 1_000_000,
    };

    private Task<Ended> ShellAsync(string command) => RunAsync("/bin/sh", "-c", command
        .Replace("ROOT", _root, StringComparison.Ordinal).Replace("OUTPUT", _output, StringComparison.Ordinal)
        .Replace("PARENT", $"{Environment.ProcessId}", StringComparison.Ordinal));

    private Task<Ended> RunAsync(params string[] command) =>
        ConfinedProcess.RunAsync(command, Limits, TestContext.Current.CancellationToken);
}
