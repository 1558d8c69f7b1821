using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media.Room;

/// <summary>
/// Measures the room that the house takes: one query for all photos and films, whose rows say how large their files are, and the database's
/// own word for its size. Avatars and custom emoji are not counted: they are small, and there are only as many as people know each other.
/// </summary>
public sealed class MeasureRoom(Settings settings, CurrentHouse house)
{
    // SQLite keeps the ticks of .NET; only the year is wanted.
    private const string RowsInSqlite =
        "SELECT CAST(strftime('%Y', (p.\"UploadedAt\" - 621355968000000000) / 10000000, 'unixepoch') AS INTEGER)" + RowsOfYears;

    private const string RowsInPostgres = "SELECT CAST(extract(year FROM p.\"UploadedAt\" AT TIME ZONE 'UTC') AS integer)" + RowsOfYears;

    private const string RowsOfYears = """
         AS "Year", f."IsVoice" AS "IsVoice",
            CAST(COALESCE(SUM(p."Bytes"), 0) AS bigint) AS "Bytes", CAST(COUNT(*) AS integer) AS "Photos",
            CAST(COUNT(*) - COUNT(p."Bytes") AS integer) AS "Uncounted"
        FROM "Photos" AS p LEFT JOIN "Films" AS f ON f."PhotoId" = p."Id"
        GROUP BY 1, 2
        """;

    private static readonly Refusal Full = new("The house is full: there's no room for more pictures. Please ask the owners to make room.")
    {
        IsTransient = true,
    };

    public async Task<RoomUsed> NowAsync(HouseDb db, CancellationToken cancellation)
    {
        var rows = await RowsAsync(db, cancellation);
        var other = await DatabaseBytesAsync(db, cancellation);
        var years = rows.ConvertAll(row => new RoomOfYear(row.Year, KindOf(row), row.Bytes, row.Photos));
        var all = await AllAsync(years.Sum(year => year.Bytes) + other, cancellation);
        return new RoomUsed(years, other, all, rows.Exists(row => row.Uncounted > 0));
    }

    /// <summary>Refuses whatever takes room when the house is nearly full.</summary>
    /// <returns>Null when there is room.</returns>
    public async Task<Refusal?> RefuseAsync(HouseDb db, CancellationToken cancellation) =>
        await UsedAsync(db, cancellation) is var used && RoomUsed.IsFullWith(used, await AllAsync(used, cancellation)) ? Full : null;

    private async Task<long> UsedAsync(HouseDb db, CancellationToken cancellation) =>
        (await db.Photos.SumAsync(photo => photo.Bytes, cancellation) ?? 0) + await DatabaseBytesAsync(db, cancellation);

    /// <summary>What the operator allows, and no more than the disk has. A bucket has no end.</summary>
    private async Task<long?> AllAsync(long used, CancellationToken cancellation)
    {
        var quota = settings.QuotaGigabytes is { } gigabytes ? (long)gigabytes << 30 : (long?)null;
        if (await house.FindAsync(cancellation) is { MediaPlace: MediaPlace.Bucket })
        {
            return quota;
        }
        var onDisk = used + new DriveInfo(settings.Data).AvailableFreeSpace;
        return quota is { } allowed ? Math.Min(allowed, onDisk) : onDisk;
    }

    private static Task<List<Row>> RowsAsync(HouseDb db, CancellationToken cancellation) =>
        db.Database.SqlQueryRaw<Row>(db.Database.IsSqlite() ? RowsInSqlite : RowsInPostgres).ToListAsync(cancellation);

    private static RoomKind KindOf(Row row) => row.IsVoice switch
    {
        null => RoomKind.Photos,
        true => RoomKind.VoiceMessages,
        false => RoomKind.Films,
    };

    private async Task<long> DatabaseBytesAsync(HouseDb db, CancellationToken cancellation)
    {
        if (settings.Database is null)
        {
            return new[] { "", "-wal", "-shm" }.Select(end => new FileInfo(settings.SqliteFile + end)).Where(file => file.Exists)
                .Sum(file => file.Length);
        }
        return await db.Database.SqlQueryRaw<long>("SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellation);
    }

    /// <param name="IsVoice">Null for a photo.</param>
    private sealed record Row(int Year, bool? IsVoice, long Bytes, int Photos, int Uncounted);
}
