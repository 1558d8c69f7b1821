using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>How far a move is.</summary>
/// <param name="Files">That are in their new place.</param>
/// <param name="Bytes">Of those files.</param>
public sealed record MoveProgress(long Files, long AllFiles, long Bytes, long AllBytes);

/// <summary>
/// Moves all files between the media folder and the bucket while the house is open. The house's row says how far: while there are files in
/// both places, everybody looks in both; new files go to the new one; each file is copied, read back and compared, and deleted in the old
/// place at the very end. Interrupted at any moment and started again, it goes on; it can also be turned round.
/// </summary>
public sealed class MoveMedia(
    HouseDb db, MediaStorage storage, CurrentHouse currentHouse, Settings settings, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string LeaseName = "moving media";
    private const int AtOnce = 4;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaseRenewal = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait until every process has seen a change of the house's row.</summary>
    public TimeSpan Pause { get; init; } = CurrentHouse.CacheLifetime + TimeSpan.FromSeconds(2);

    /// <param name="report">Is told now and then how far it is.</param>
    /// <returns>What was moved.</returns>
    public async Task<Result<MoveProgress>> MoveAsync(MediaPlace to, Action<MoveProgress> report, CancellationToken cancellation)
    {
        if (await RefuseAsync(to, cancellation) is { } refusal)
        {
            return refusal;
        }
        var holder = Guid.CreateVersion7();
        if (!await Lease.TryTakeAsync(db, LeaseName, holder, LeaseTime, clock.GetUtcNow(), cancellation))
        {
            return new Refusal("Another move is under way. If it was interrupted, this works again in a minute.");
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = RenewAsync(holder, end);
        try
        {
            return await MoveAllAsync(to, report, end.Token);
        }
        catch (MediaUnavailableException problem)
        {
            return new Refusal($"{problem.Message} Nothing is lost: started again, it goes on where it was.");
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAny(renewing);
            await Lease.ReleaseAsync(db, LeaseName, holder, CancellationToken.None);
        }
    }

    private async Task<Refusal?> RefuseAsync(MediaPlace to, CancellationToken cancellation)
    {
        var known = await db.Houses.Select(house => house.Bucket).SingleAsync(cancellation);
        return settings.Bucket is not { } bucket
            ? new Refusal("No bucket is set. The settings begin with PrivateFed__Bucket; README.md lists them.")
            : to == MediaPlace.Bucket && known != bucket.Address
                ? new Refusal($"The server was not started with the bucket {bucket.Address}, so it would not find the photos there. "
                    + "Please restart it with the same settings first.")
                : null;
    }

    private async Task<MoveProgress> MoveAllAsync(MediaPlace to, Action<MoveProgress> report, CancellationToken cancellation)
    {
        var from = to == MediaPlace.Bucket ? MediaPlace.Folder : MediaPlace.Bucket;
        var place = await db.Houses.Select(house => new { house.MediaPlace, house.MediaMovesFrom }).SingleAsync(cancellation);
        if (place.MediaMovesFrom is null && place.MediaPlace == from)
        {
            // First everybody looks in both places, and only then does anybody write to the new one.
            await ChangeAsync(from, to, cancellation);
        }
        if (place.MediaMovesFrom is null || place.MediaPlace == from)
        {
            await ChangeAsync(to, from, cancellation);
        }
        var moved = await CopyAllAsync(from, to, report, cancellation);
        // Somebody may have begun to write a large file to the old place before it was over.
        for (var late = moved; late.Files > 0;)
        {
            await Task.Delay(Pause, clock, cancellation);
            late = await CopyAllAsync(from, to, _ => { }, cancellation, isAgain: true);
        }
        await DeleteAllAsync(from, to, cancellation);
        await ChangeAsync(to, null, cancellation);
        return moved;
    }

    private async Task ChangeAsync(MediaPlace place, MediaPlace? movesFrom, CancellationToken cancellation)
    {
        await db.Houses.ExecuteUpdateAsync(
            set => set.SetProperty(house => house.MediaPlace, place).SetProperty(house => house.MediaMovesFrom, movesFrom), cancellation);
        currentHouse.Invalidate();
        await Task.Delay(Pause, clock, cancellation);
    }

    /// <param name="isAgain">Whether only what is missing in the new place is copied; otherwise what is there is compared.</param>
    /// <returns>What was copied or compared.</returns>
    private async Task<MoveProgress> CopyAllAsync(
        MediaPlace from, MediaPlace to, Action<MoveProgress> report, CancellationToken cancellation, bool isAgain = false)
    {
        var (allFiles, allBytes) = (0L, 0L);
        await foreach (var file in ListAsync(from, cancellation))
        {
            (allFiles, allBytes) = (allFiles + 1, allBytes + file.Length);
        }
        var (files, bytes) = (0L, 0L);
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(ListAsync(from, cancellation), options, async (file, ending) =>
        {
            if (!await CopyAsync(file.Key, from, to, isAgain, ending))
            {
                return;
            }
            lock (gate)
            {
                (files, bytes) = (files + 1, bytes + file.Length);
                report(new MoveProgress(files, allFiles, bytes, allBytes));
            }
        });
        return new MoveProgress(files, allFiles, bytes, allBytes);
    }

    private IAsyncEnumerable<StoredName> ListAsync(MediaPlace place, CancellationToken cancellation) =>
        storage.StoreAt(place).ListAsync("", cancellation).Where(file => MediaKeys.IsOurs(file.Key));

    /// <returns>False when there was nothing to do.</returns>
    private async Task<bool> CopyAsync(string key, MediaPlace from, MediaPlace to, bool isAgain, CancellationToken cancellation)
    {
        if (await storage.StoreAt(from).FindAsync(key, cancellation) is not { } source)
        {
            return false;
        }
        var there = await storage.StoreAt(to).FindAsync(key, cancellation);
        // Made anew meanwhile, it is newer than the one in the old place.
        if (there is not null && (there.ModifiedAt > source.ModifiedAt || (isAgain && there.ModifiedAt == source.ModifiedAt)))
        {
            return false;
        }
        var isSame = there is not null && there.ModifiedAt == source.ModifiedAt && there.Length == source.Length
            && await IsAsync(to, key, await FileHash.OfAsync(source.Open(), cancellation), source.Length, cancellation);
        if (!isSame && await storage.CopyAsync(key, from, to, cancellation) is { } hash
            && !await IsAsync(to, key, hash, source.Length, cancellation))
        {
            throw new MediaUnavailableException($"{key} was read back differently from what was written.");
        }
        if (await storage.StoreAt(from).FindAsync(key, cancellation) is null)
        {
            // Deleted while it was copied.
            await storage.StoreAt(to).DeleteAsync(key, cancellation);
        }
        return true;
    }

    /// <summary>Whether what is kept there has this length and this hash.</summary>
    private async Task<bool> IsAsync(MediaPlace place, string key, byte[] hash, long length, CancellationToken cancellation) =>
        await storage.StoreAt(place).FindAsync(key, cancellation) is { } kept
        && kept.Length == length && (await FileHash.OfAsync(kept.Open(), cancellation)).AsSpan().SequenceEqual(hash);

    /// <summary>Deletes what is in the new place from the old one.</summary>
    private async Task DeleteAllAsync(MediaPlace from, MediaPlace to, CancellationToken cancellation)
    {
        await foreach (var file in ListAsync(from, cancellation))
        {
            await CopyAsync(file.Key, from, to, isAgain: true, cancellation);
            await storage.StoreAt(from).DeleteAsync(file.Key, cancellation);
        }
        if (from == MediaPlace.Folder)
        {
            storage.DeleteEmptyFolders();
        }
    }

    /// <summary>Keeps the lease until the move ends, and ends the move when somebody else has it.</summary>
    private async Task RenewAsync(Guid holder, CancellationTokenSource end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(LeaseRenewal, clock, end.Token);
            await using var scope = scopes.CreateAsyncScope();
            if (!await Lease.TryTakeAsync(
                scope.ServiceProvider.GetRequiredService<HouseDb>(), LeaseName, holder, LeaseTime, clock.GetUtcNow(), end.Token))
            {
                await end.CancelAsync();
            }
        }
    }
}
