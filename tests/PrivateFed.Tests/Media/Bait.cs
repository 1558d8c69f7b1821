using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivateFed.Tests.Media;

/// <summary>
/// A folder and two ports that files made to do harm name: whoever follows them is seen. Theirs are fixed, and replaced here by others of
/// the same length, so that several runs have each their own.
/// </summary>
public sealed class Bait : IDisposable
{
    private const string Secret = "canary-secret-3141";

    private static readonly string[] Files = ["canary.mp4", "canary.ts", "canary.png", "secret.txt"];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly UdpClient _datagrams = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly FileSystemWatcher _watcher;
    private int _reads;

    public Bait()
    {
        _listener.Start();
        Directory.CreateDirectory(Folder);
        foreach (var file in Files)
        {
            File.WriteAllText(Path.Combine(Folder, file), Secret);
        }
        _watcher = new(Folder) { NotifyFilter = NotifyFilters.LastAccess, EnableRaisingEvents = true };
        _watcher.Changed += (_, _) => Interlocked.Increment(ref _reads);
    }

    /// <summary>As long as the name that the files have.</summary>
    public string Folder { get; } = $"/tmp/pf-{Guid.NewGuid():N}"[.."/tmp/pf-canary".Length];

    /// <summary>How often a file of the folder was read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public bool WasCalled => _listener.Pending() || _datagrams.Available > 0;

    /// <summary>A file with these baits in the place of its own.</summary>
    public byte[] Named(byte[] file) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file)
        .Replace("/tmp/pf-canary", Folder, StringComparison.Ordinal)
        .Replace(":18099", $":{((IPEndPoint)_listener.LocalEndpoint).Port}", StringComparison.Ordinal)
        .Replace(":18098", $":{((IPEndPoint)_datagrams.Client.LocalEndPoint!).Port}", StringComparison.Ordinal));

    public void Dispose()
    {
        _watcher.Dispose();
        _listener.Dispose();
        _datagrams.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
