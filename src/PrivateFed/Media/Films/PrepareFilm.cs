using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Media.Films;

/// <summary>
/// Hangfire job: makes of an uploaded film what every browser plays, in two sizes, and deletes the upload. What a kill interrupts is begun
/// again. A film that cannot be prepared stays a picture, and its author is told.
/// </summary>
public sealed class PrepareFilm(
    HouseDb db, MediaStorage storage, PhotoFiles files, FilmProcess process, Settings settings, TimeProvider clock,
    SweepSignal signal, ILogger<PrepareFilm> log)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>The time that preparing may take, by the length of the film, and at the least: small machines take ten times its length.</summary>
    private const int SlowestTimes = 20;
    private const int LeastSeconds = 600;

    /// <summary>By how much of its length what was made may differ from the upload.</summary>
    private const double LengthTolerance = 0.5;

    private const string NotNeeded = "It is not needed any more.";

    private int MostSeconds => FilmBounds.Seconds(settings) + FilmBounds.Margin;

    /// <param name="holder">Who holds the lease.</param>
    public async Task PrepareAsync(Guid photoId, Guid holder, CancellationToken cancellation)
    {
        if (!await KeepLeaseAsync(holder, cancellation))
        {
            return;
        }
        try
        {
            await AttemptAsync(photoId, holder, cancellation);
        }
        finally
        {
            await Lease.ReleaseAsync(db, EnqueueFilms.LeaseName, holder, CancellationToken.None);
            signal.Set();
        }
    }

    private Task<bool> KeepLeaseAsync(Guid holder, CancellationToken cancellation) => Lease.TryTakeAsync(
        db, EnqueueFilms.LeaseName, holder, EnqueueFilms.LeaseTime, clock.GetUtcNow(), cancellation);

    private async Task AttemptAsync(Guid photoId, Guid holder, CancellationToken cancellation)
    {
        if (!await BeginAsync(photoId, cancellation))
        {
            await FailAsync(photoId, CancellationToken.None);
            return;
        }
        var film = await db.Films.AsNoTracking().SingleOrDefaultAsync(film => film.PhotoId == photoId, cancellation);
        try
        {
            if (film is not null && await MakeAsync(film, holder, cancellation) is { } trouble and not NotNeeded)
            {
                log.LogWarning("The film {Photo} could not be prepared: {Trouble}", photoId, trouble);
                await (film.Attempts >= Film.MostAttempts ? FailAsync(photoId, cancellation) : TryLaterAsync(film, cancellation));
            }
        }
        catch (MediaUnavailableException problem)
        {
            log.LogWarning(problem, "The film {Photo} waits for the bucket", photoId);
            await DoNotCountAsync(photoId);
            await TryLaterAsync(film!, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The house is being closed.
            await DoNotCountAsync(photoId);
            throw;
        }
    }

    /// <summary>Takes back an attempt that failed by no fault of the film.</summary>
    private Task DoNotCountAsync(Guid photoId) => db.Films.Unprepared().Where(one => one.PhotoId == photoId).ExecuteUpdateAsync(
        set => set.SetProperty(one => one.Attempts, one => one.Attempts - 1).SetProperty(one => one.State, FilmState.Waiting),
        CancellationToken.None);

    /// <returns>False when its attempts are used up, or it is not there.</returns>
    private async Task<bool> BeginAsync(Guid photoId, CancellationToken cancellation) =>
        await db.Films.Unprepared().Where(film => film.PhotoId == photoId && film.Attempts < Film.MostAttempts).ExecuteUpdateAsync(
            set => set.SetProperty(film => film.Attempts, film => film.Attempts + 1)
                .SetProperty(film => film.State, FilmState.Preparing).SetProperty(film => film.Progress, 0), cancellation) == 1;

    /// <returns>What went wrong; null when the film is ready.</returns>
    private async Task<string?> MakeAsync(Film film, Guid holder, CancellationToken cancellation)
    {
        using var copies = storage.CreateWorkFolder($"{film.PhotoId:N}.source");
        using var made = storage.CreateWorkFolder($"{film.PhotoId:N}.film");
        try
        {
            if (await FetchAsync(FilmFiles.Source) is { } source)
            {
                return await EncodeAsync(film, source, made.FullPath, holder, cancellation)
                    ?? await CheckAsync(film, made.PathOf(FilmFiles.Large), made.PathOf(FilmFiles.Small), holder, cancellation);
            }
            // Killed after the last step but before its row was written.
            return await FetchAsync(FilmFiles.Large) is { } large
                ? await CheckAsync(film, large, await FetchAsync(FilmFiles.Small), holder: null, cancellation)
                : "Its upload is gone.";
        }
        catch (Exception problem) when (problem is (IOException or UnauthorizedAccessException) and not MediaUnavailableException)
        {
            return problem.Message;
        }

        Task<string?> FetchAsync(string name) =>
            HoldingAsync(storage.FetchAsync(MediaKeys.Photo(film.PhotoId, name), copies, cancellation), holder);
    }

    /// <summary>Keeps the lease while a large file is on its way from or to the bucket.</summary>
    private async Task<T> HoldingAsync<T>(Task<T> transfer, Guid holder)
    {
        while (await Task.WhenAny(transfer, Task.Delay(ProgressInterval)) != transfer)
        {
            await KeepLeaseAsync(holder, CancellationToken.None);
        }
        return await transfer;
    }

    private async Task<string?> EncodeAsync(Film film, string source, string folder, Guid holder, CancellationToken cancellation)
    {
        if (await FilmKind.OfFileAsync(source, cancellation) is not { } kind
            || await process.ProbeAsync(kind, source, cancellation) is not { } facts)
        {
            return "It cannot be read.";
        }
        var arguments = film.IsVoice ? FilmCommands.Voice(kind, source, MostSeconds, folder)
            : FilmCommands.Film(kind, source, facts, MostSeconds, folder);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = process.RunAsync(arguments, source, folder, Math.Max(LeastSeconds, (int)(film.Duration * SlowestTimes)),
            (long)settings.FilmMegabytes << 20, end.Token);
        try
        {
            while (await Task.WhenAny(running, Task.Delay(ProgressInterval, cancellation)) != running)
            {
                if (!await TellAsync(film, folder, holder, cancellation))
                {
                    return NotNeeded;
                }
            }
            return await running;
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAny(running);
        }
    }

    /// <summary>Tells how far it is.</summary>
    /// <returns>False when the film was deleted meanwhile, or the lease lost.</returns>
    private async Task<bool> TellAsync(Film film, string folder, Guid holder, CancellationToken cancellation)
    {
        var progress = Math.Clamp(FilmProcess.SecondsDone(folder) / Math.Max(0.1, film.Duration), 0, 1);
        return await db.Films.Unprepared().Where(one => one.PhotoId == film.PhotoId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Progress, progress), cancellation) == 1
            && await KeepLeaseAsync(holder, cancellation);
    }

    /// <summary>Looks at what was made with other eyes before anybody else does, and puts it in its place.</summary>
    /// <param name="small">Null for a voice message.</param>
    /// <param name="holder">Who puts it there and holds the lease; null when it is in its place already.</param>
    private async Task<string?> CheckAsync(Film film, string large, string? small, Guid? holder, CancellationToken cancellation)
    {
        // A tenth below the size at which it is cut, no frame can be missing.
        if (new FileInfo(large) is { Exists: true } file && file.Length > FilmCommands.MostBytes(MostSeconds) * 9 / 10)
        {
            return "It would become too large.";
        }
        if (await process.ProbeAsync(FilmKind.Mov, large, cancellation) is not { } made || !IsAsMeant(film, made)
            || (!film.IsVoice && (small is null || await process.ProbeAsync(FilmKind.Mov, small, cancellation) is not { } madeSmall
                || !IsAsMeant(film, madeSmall))))
        {
            return "What was made of it is not what it was meant to be.";
        }
        if (holder is { } keeper)
        {
            await HoldingAsync(KeepAsync(film, large, small), keeper);
        }
        await SaveAsync(film, made);
        return null;
    }

    private static bool IsAsMeant(Film film, FilmFacts made) =>
        (film.IsVoice ? made.Video is null : made.Video is { Codec: "h264", PixelFormat: "yuv420p", Pixels: > 0 })
        && made.Audio?.Codec == (film.HasSound ? "aac" : null)
        && made.StreamCount == (film.IsVoice ? 0 : 1) + (film.HasSound ? 1 : 0)
        && made.Duration > 0 && Math.Abs(made.Duration - film.Duration) <= Math.Max(FilmBounds.Margin, film.Duration * LengthTolerance);

    // In this order a kill between any two of them loses nothing.
    private async Task<bool> KeepAsync(Film film, string large, string? small)
    {
        if (File.Exists(small))
        {
            await files.PutAsync(film.PhotoId, FilmFiles.Small, small, CancellationToken.None);
        }
        await files.PutAsync(film.PhotoId, FilmFiles.Large, large, CancellationToken.None);
        await files.DeleteAsync(film.PhotoId, FilmFiles.Source);
        return true;
    }

    private async Task SaveAsync(Film film, FilmFacts made)
    {
        var (width, height, now) = (made.Video?.Width ?? 0, made.Video?.Height ?? 0, clock.GetUtcNow());
        var isThere = await db.Films.Where(one => one.PhotoId == film.PhotoId).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.State, FilmState.Ready).SetProperty(one => one.Progress, 1)
                .SetProperty(one => one.ReadyAt, now).SetProperty(one => one.Duration, made.Duration)
                .SetProperty(one => one.Width, width).SetProperty(one => one.Height, height)
                .SetProperty(one => one.Loops, made.Audio == null && made.Duration <= FilmBounds.LoopSeconds),
            CancellationToken.None) == 1;
        // Deleted meanwhile, it is not to come back.
        await (isThere ? CountBytesAsync(film.PhotoId, CancellationToken.None) : files.DeleteAsync(film.PhotoId));
    }

    private async Task TryLaterAsync(Film film, CancellationToken cancellation)
    {
        var due = clock.GetUtcNow() + RetryDelay.After(film.Attempts, FirstPause, LongestPause);
        await db.Films.Where(one => one.PhotoId == film.PhotoId).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.State, FilmState.Waiting).SetProperty(one => one.DueAt, due), cancellation);
    }

    private async Task FailAsync(Guid photoId, CancellationToken cancellation)
    {
        await db.Films.Unprepared().Where(film => film.PhotoId == photoId)
            .ExecuteUpdateAsync(set => set.SetProperty(film => film.State, FilmState.Failed), cancellation);
        await files.DeleteAsync(photoId, FilmFiles.Source);
        await CountBytesAsync(photoId, cancellation);
    }

    private async Task CountBytesAsync(Guid photoId, CancellationToken cancellation)
    {
        var bytes = await files.MeasureAsync(photoId, cancellation);
        await db.Photos.Where(photo => photo.Id == photoId)
            .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Bytes, bytes), cancellation);
    }
}
