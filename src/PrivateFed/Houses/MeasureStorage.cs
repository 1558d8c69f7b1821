using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>Bytes that the house takes, and that are left.</summary>
/// <param name="Database">The database.</param>
/// <param name="Photos">All files of photos; null while they are still being counted.</param>
/// <param name="Free">On the disk of the data folder.</param>
public sealed record StorageUsed(long Database, long? Photos, long Free);

/// <summary>
/// How much room the house takes. The database and the disk say so themselves; files of photos have to be counted one by one, so that is
/// done once an hour at the most, and nobody's page waits for it longer than a moment.
/// </summary>
public sealed class MeasureStorage(Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan Good = TimeSpan.FromHours(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private Task<long>? _counting;
    private long? _photos;
    private long _startedAt;

    public async Task<StorageUsed> NowAsync(HouseDb db, CancellationToken cancellation) =>
        new(await DatabaseAsync(db, cancellation), await PhotosAsync(cancellation), new DriveInfo(settings.Data).AvailableFreeSpace);

    private async Task<long> DatabaseAsync(HouseDb db, CancellationToken cancellation)
    {
        if (settings.Database is null)
        {
            return new[] { "", "-wal", "-shm" }.Select(end => new FileInfo(settings.SqliteFile + end)).Where(file => file.Exists).Sum(file => file.Length);
        }
        return await db.Database.SqlQueryRaw<long>("SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellation);
    }

    private async Task<long?> PhotosAsync(CancellationToken cancellation)
    {
        var counting = Counting();
        await Task.WhenAny(counting, Task.Delay(Moment, cancellation));
        return counting.IsCompletedSuccessfully ? _photos = counting.Result : _photos;
    }

    private Task<long> Counting()
    {
        lock (_gate)
        {
            if (_counting is null || (_counting.IsCompleted && clock.GetElapsedTime(_startedAt) > Good))
            {
                _startedAt = clock.GetTimestamp();
                _counting = Task.Run(() => Count(settings.MediaFolder));
            }
            return _counting;
        }
    }

    // A file may be deleted between being listed and being measured.
    private static long Count(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
}
