using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Hosting;

/// <summary>
/// Ensures that only one server works on a SQLite database, since it would not see the jobs of a second one. The command line may work
/// beside it.
/// </summary>
public sealed class DataLock(Settings settings) : IDisposable
{
    private FileStream? _file;

    /// <exception cref="WrongSetting">Another server has the data folder.</exception>
    public void Take()
    {
        if (settings.Database is not null)
        {
            return;
        }
        OpenStorage.MakeFolders(settings);
        try
        {
            _file = new FileStream(Path.Combine(settings.Data, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new WrongSetting("Data", $"is {settings.Data}, where another server is running already.");
        }
    }

    public void Dispose() => _file?.Dispose();
}
