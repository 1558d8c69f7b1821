using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>The space that the house takes and the space left, in bytes.</summary>
/// <param name="Photos">All files of photos; null while the first count runs.</param>
/// <param name="Free">On the disk of the data folder.</param>
public sealed record StorageUsed(long Database, long? Photos, long Free);

/// <summary>
/// Measures the space that the house takes. The database and the disk report their sizes. Files of photos have to be counted one by one, so
/// that happens once an hour at most, and a page waits for it only a moment.
/// </summary>
public sealed class MeasureStorage(Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan CountLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private Task<long>? _counting;
    private long? _photos;
    private long _startedAt;

    public async Task<StorageUsed> NowAsync(HouseDb db, CancellationToken cancellation) => new(
        await DatabaseBytesAsync(db, cancellation),
        await PhotoBytesAsync(cancellation),
        new DriveInfo(settings.Data).AvailableFreeSpace);

    private async Task<long> DatabaseBytesAsync(HouseDb db, CancellationToken cancellation)
    {
        if (settings.Database is null)
        {
            return new[] { "", "-wal", "-shm" }.Select(end => new FileInfo(settings.SqliteFile + end)).Where(file => file.Exists)
                .Sum(file => file.Length);
        }
        return await db.Database.SqlQueryRaw<long>("SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellation);
    }

    private async Task<long?> PhotoBytesAsync(CancellationToken cancellation)
    {
        var counting = CurrentCountAsync();
        await Task.WhenAny(counting, Task.Delay(MaxWait, cancellation));
        return counting.IsCompletedSuccessfully ? _photos = counting.Result : _photos;
    }

    private Task<long> CurrentCountAsync()
    {
        lock (_gate)
        {
            if (_counting is null || (_counting.IsCompleted && clock.GetElapsedTime(_startedAt) > CountLifetime))
            {
                _startedAt = clock.GetTimestamp();
                _counting = Task.Run(() => Count(settings.MediaFolder));
            }
            return _counting;
        }
    }

    // A file may be deleted between listing and measuring.
    private static long Count(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
}
