using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Hosting;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Media.Uploads;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Jobs;

/// <summary>What works in the background survives whatever happens to it.</summary>
public class BackgroundServiceTests(House house) : IClassFixture<House>
{
    public static TheoryData<Type> Services =>
        [.. typeof(Server).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BackgroundService)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task B4_Every_background_service_survives_an_exception(Type type)
    {
        var log = new Failures();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log)).AddSingleton<TimeProvider>(new Hurry())
            .AddSingleton(house.Part<Settings>() with { Data = "/nowhere/at/all", Database = null }).AddSingleton<SweepSignal>()
            .AddSingleton<DatabaseChanges>()
            .AddSingleton(house.Part<Hangfire.IBackgroundJobClient>()).AddSingleton<RunIsolated>()
            .AddSingleton(house.Part<PhotoFiles>()).AddSingleton<UploadFiles>();
        await using var provider = services.BuildServiceProvider();
        using var service = (BackgroundService)ActivatorUtilities.CreateInstance(provider, type);
        Assert.IsAssignableFrom<PeriodicWork>(service);

        await service.StartAsync(House.Cancellation);
        if (type != typeof(TrimMemoryAfterStart) && type != typeof(DeleteOrphanUploads) && type != typeof(StoreActivities))
        {
            await Eventually.Happens("three failures", () => Task.FromResult(log.Said.Count >= 3));
        }

        Assert.False(service.ExecuteTask!.IsCompleted, $"{type.Name} ended: {service.ExecuteTask.Exception}");
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task B16_A_step_that_fails_does_not_keep_the_others_from_being_done()
    {
        await using var alone = await House.OpenAsync();
        var photo = (await alone.UploadAsync()).Id;
        await alone.ReadAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE \"ReceivedActivities\" RENAME TO \"Lost\""));
        alone.Clock.Advance(TimeSpan.FromDays(9));

        await alone.Part<DeleteExpired>().RunAsync(House.Cancellation);

        Assert.False(await alone.ReadAsync(db => db.Photos.AnyAsync(one => one.Id == photo)));
        await alone.ReadAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE \"Lost\" RENAME TO \"ReceivedActivities\""));
    }

    [Fact]
    public async Task B16_Posts_are_sent_though_the_inbox_cannot_be_looked_at()
    {
        await using var alone = await House.OpenAsync();
        await using var server = await Neighbour.OpenAsync(alone);
        await alone.WelcomeAsync(server.Person("joe"));
        await alone.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"ReceivedActivities\" RENAME TO \"Lost\""));

        await alone.PublishAsync("Sent all the same");

        await server.ExpectAsync("Create");
        await alone.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Lost\" RENAME TO \"ReceivedActivities\""));
    }

    [Fact]
    public async Task B5_Who_loses_the_race_for_a_lease_leaves_nothing_in_its_context()
    {
        var name = $"race {Guid.NewGuid()}";
        var now = house.Clock.GetUtcNow();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.ReadAsync(async db =>
        {
            var won = await Lease.TryTakeAsync(db, name, Guid.NewGuid(), TimeSpan.FromMinutes(1), now, House.Cancellation);
            Assert.Empty(db.ChangeTracker.Entries());
            return won;
        })));
        Assert.Single(taken, won => won);
    }

    [Fact]
    public async Task L5_A_lease_that_was_taken_while_the_clock_ran_a_day_ahead_does_not_stand_in_the_way_for_a_day()
    {
        var name = $"ahead {Guid.NewGuid()}";
        var now = house.Clock.GetUtcNow();
        Assert.True(await TakeAsync(name, now.AddDays(1)));
        Assert.True(await TakeAsync(name, now));
        // Two processes whose clocks differ by seconds do not take each other's.
        Assert.False(await TakeAsync(name, now.AddSeconds(-30)));
        Assert.False(await TakeAsync(name, now.AddSeconds(30)));
        Assert.True(await TakeAsync(name, now.AddSeconds(61)));

        Task<bool> TakeAsync(string lease, DateTimeOffset at) =>
            house.ReadAsync(db => Lease.TryTakeAsync(db, lease, Guid.NewGuid(), TimeSpan.FromMinutes(1), at, House.Cancellation));
    }

    [Fact]
    public async Task L5_A_session_outlives_a_clock_that_goes_a_day_forth_and_back()
    {
        await using var alone = await House.OpenAsync();
        using var ingrid = await alone.BrowserOfAsync(alone.Ingrid);
        alone.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(System.Net.HttpStatusCode.OK, await ingrid.StatusAsync("/"));
        alone.Clock.Advance(TimeSpan.FromDays(-1));
        Assert.Equal(System.Net.HttpStatusCode.OK, await ingrid.StatusAsync("/"));
        using var again = await alone.BrowserOfAsync(alone.Tom);
        Assert.Equal(System.Net.HttpStatusCode.OK, await again.StatusAsync("/"));
    }

    [Fact]
    public async Task B15_The_faces_of_removed_followers_are_deleted_and_those_of_others_stay()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, kate) = (server.Person("joe"), server.Person("kate"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(kate);
        var files = new List<string>();
        foreach (var person in new[] { joe, kate })
        {
            var id = await house.IdOfAsync(person);
            files.Add(house.FaceOf(id));
            Directory.CreateDirectory(Path.GetDirectoryName(files[^1])!);
            await File.WriteAllTextAsync(files[^1], "a face", House.Cancellation);
            await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.HasPicture, true)));
        }
        var orphan = house.FaceOf(Guid.NewGuid());
        await File.WriteAllTextAsync(orphan, "nobody's face", House.Cancellation);
        File.SetLastWriteTimeUtc(orphan, DateTime.UtcNow.AddDays(-2));
        await house.RemoveAsync(joe);

        await house.Part<DeleteExpired>().RunAsync(House.Cancellation);

        Assert.Equal([false, true, false], new[] { files[0], files[1], orphan }.Select(File.Exists));
        Assert.False(await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == joe.Uri).Select(actor => actor.HasPicture)
            .SingleAsync()));
    }

    /// <summary>Whatever is waited for comes at once.</summary>
    private sealed class Hurry : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.FromMilliseconds(5), period);
    }

    private sealed class Failures : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => logLevel >= Microsoft.Extensions.Logging.LogLevel.Error;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Said.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
