using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hangfire;
using Hangfire.Logging;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Hosting;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// The Lindgrens' house: the real server on a port of its own. Mara owns it, Tom posts too, Ingrid (the grandmother) reads. Opening one
/// takes seconds, so the tests of a class share one, each with fresh people from elsewhere.
/// </summary>
public sealed class House : IAsyncLifetime
{
    public const string Domain = "lindgren.test";
    public const string MarasPassword = "three ducks on the pond";
    public const string TomsPassword = "a ladder and some paint";
    public const string IngridsPassword = "waffles every saturday";

    private readonly string _data = Directory.CreateTempSubdirectory("privatefed-house-").FullName;
    private readonly string[] _moreSettings;
    private TestDatabase _database = null!;
    private WebApplication _app = null!;
    private int _port;

    public House()
        : this([])
    {
    }

    private House(string[] moreSettings) => _moreSettings = moreSettings;

    public Clock Clock { get; } = new();

    /// <summary>
    /// A machine that tests keep busy has time to look keys up, and no test waits for a refusal. Tests of the usual times say so before a
    /// restart.
    /// </summary>
    public AnswerTimes AnswerTimes { get; set; } = new()
    {
        OfActivity = new AnswerTime(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(20)),
        OfFollow = new AnswerTime(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(20)),
        OfReading = new AnswerTime(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(20)),
    };

    public Member Mara { get; private set; } = null!;

    public Member Tom { get; private set; } = null!;

    public Member Ingrid { get; private set; } = null!;

    public static string Url(string path) => $"https://{Domain}{path}";

    /// <summary>A house for one test alone.</summary>
    public static async Task<House> OpenAsync(params string[] moreSettings)
    {
        var house = new House(moreSettings);
        await house.InitializeAsync();
        return house;
    }

    /// <summary>A server that waits to be set up.</summary>
    public static async Task<House> UnfinishedAsync(params string[] moreSettings)
    {
        var house = new House(moreSettings);
        house._database = await TestDatabase.CreateMigratedAsync(house._data);
        await house.StartAsync();
        return house;
    }

    /// <summary>A copy of the Lindgrens' house as the last version left it, opened with today's.</summary>
    /// <param name="before">What is done with its database before.</param>
    public static async Task<House> OfLastVersionAsync(Func<HouseDb, Task>? before = null)
    {
        var house = new House();
        house._database = await TestDatabase.CreateOfLastVersionAsync(house._data);
        await (before is null ? Task.CompletedTask : house._database.ChangeAsync(house._data, before));
        await house.StartAsync();
        await house.MeetAsync();
        return house;
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateSetUpAsync(_data);
        await StartAsync();
        await MeetAsync();
    }

    /// <summary>The Lindgrens set up a house that waits for it.</summary>
    public async Task MoveInAsync()
    {
        await Family.MoveInAsync(_app.Services);
        await MeetAsync();
    }

    private async Task MeetAsync()
    {
        var members = await ReadAsync(db => db.Members.Include(member => member.Actor).AsNoTracking()
            .ToDictionaryAsync(member => member.Actor.Handle, Cancellation));
        (Mara, Tom, Ingrid) = (members["mara"], members["tom"], members["ingrid"]);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>
    /// A backup of this house, made while it runs: the database as a tool of its kind copies it, the key and the media. It is another
    /// machine that is not started yet (<see cref="RestoreAsync"/>).
    /// </summary>
    public async Task<House> BackUpAsync()
    {
        var elsewhere = new House(_moreSettings) { Mara = Mara, Tom = Tom, Ingrid = Ingrid };
        elsewhere._database = await _database.BackUpAsync(_data, elsewhere._data);
        foreach (var file in Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories)
            .Where(file => !TestDatabase.Owns(_data, file) && Path.GetExtension(file) != ".lock"))
        {
            var copy = Path.Combine(elsewhere._data, Path.GetRelativePath(_data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return elsewhere;
    }

    public Task RestoreAsync() => StartAsync();

    /// <summary>Does what a page or a command does: one capability of the house, in a scope of its own.</summary>
    public async Task<T> DoAsync<TPart, T>(Func<TPart, Task<T>> work)
        where TPart : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    public Task<T> ReadAsync<T>(Func<HouseDb, Task<T>> read) => DoAsync(read);

    public T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>How many rows each table holds: what "nothing changed" means. Leases come and go by themselves.</summary>
    public Task<IReadOnlyDictionary<string, long>> CountRowsAsync() => ReadAsync<IReadOnlyDictionary<string, long>>(async db =>
    {
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Where(name => name != "Leases");
        var query =
            string.Join(" UNION ALL ", tables.Select(table => $"SELECT '{table}' AS \"Table\", COUNT(*) AS \"Rows\" FROM \"{table}\""));
        var counts = await db.Database.SqlQueryRaw<Count>(query).ToListAsync(Cancellation);
        return counts.ToDictionary(count => count.Table, count => count.Rows);
    });

    /// <summary>Returns when everything that was received is handled and nothing is due to be sent.</summary>
    public async Task SettleAsync()
    {
        var worried = Stopwatch.GetTimestamp() + 30 * Stopwatch.Frequency;
        await Eventually.Happens("a house at rest", () => ReadAsync(async db =>
        {
            var now = Clock.GetUtcNow();
            if (Stopwatch.GetTimestamp() > worried)
            {
                worried = long.MaxValue;
                Console.WriteLine($"A house does not come to rest: {await WhatKeepsItAwakeAsync(db, now)}");
            }
            return !await HandleActivities.Due(db, now).AnyAsync(Cancellation)
                && !await EnqueueDiscovery.Wanted(db).AnyAsync(host => host.DiscoveredAt == null, Cancellation)
                && !await Due(db, now).AnyAsync(Cancellation);
        }));
    }

    private static IQueryable<Delivery> Due(HouseDb db, DateTimeOffset now) =>
        DeliverActivities.Pending(db).Where(delivery => delivery.Host.RetryAt == null || delivery.Host.RetryAt <= now);

    private async Task<string> WhatKeepsItAwakeAsync(HouseDb db, DateTimeOffset now)
    {
        var received = await HandleActivities.Due(db, now).Select(one => $"received {one.Id}, tried {one.Attempts} times")
            .ToListAsync(Cancellation);
        var owed = await Due(db, now).Select(one =>
            $"delivery {one.Id}, {one.Host.Name} leased to {one.Host.LeasedBy} until {one.Host.LeasedUntil}").ToListAsync(Cancellation);
        var leases = await db.Leases.Select(lease => $"lease {lease.Name} of {lease.Holder} until {lease.Until}").ToListAsync(Cancellation);
        var unknown = await EnqueueDiscovery.Wanted(db).Where(host => host.DiscoveredAt == null)
            .Select(host => $"{host.Name} was not asked what it is, next at {host.DiscoveryDueAt}").ToListAsync(Cancellation);
        var jobs = Part<JobStorage>().GetMonitoringApi();
        return string.Join("; ", [.. received, .. owed, .. leases, .. unknown, $"now {now}",
            $"jobs: {jobs.EnqueuedCount("default")} wait, {jobs.ProcessingCount()} run, {jobs.FailedCount()} failed"]);
    }

    /// <summary>A client without cookies; to it the house is at http://lindgren.test, as to a proxy in front of it.</summary>
    /// <param name="from">A loopback address to call from: what is counted by address is counted for this caller alone.</param>
    /// <param name="cookies">For a browser.</param>
    public HttpClient Client(string from = "127.0.0.1", CookieContainer? cookies = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = cookies is not null,
        CookieContainer = cookies ?? new CookieContainer(),
        UseProxy = false,
        ConnectCallback = (_, cancellation) => ConnectAsync(IPAddress.Parse(from), cancellation),
    })
    {
        BaseAddress = new Uri($"http://{Domain}"),
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>A raw connection, for requests that HttpClient would not send.</summary>
    public async Task<TcpClient> DialAsync()
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, _port, Cancellation);
        return connection;
    }

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static T Value<T>(Result<T> result)
        where T : notnull
    {
        Assert.True(result.Succeeded, result.Refusal?.Sentence);
        return result.Value;
    }

    private sealed record Count(string Table, long Rows);

    private sealed class TroubleProvider : ILogProvider
    {
        public ILog GetLogger(string name) => new Trouble(name);
    }

    private sealed class Trouble(string name) : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            if (logLevel >= Hangfire.Logging.LogLevel.Warn && messageFunc is not null)
            {
                Console.WriteLine($"{logLevel}: {name}: {messageFunc()} {exception}");
            }
            return logLevel >= Hangfire.Logging.LogLevel.Warn;
        }
    }

    private async ValueTask<Stream> ConnectAsync(IPAddress from, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task StartAsync()
    {
        string[] settings =
        [
            "--applicationName=PrivateFed", $"--PrivateFed:Data={_data}", "--PrivateFed:AllowedNetworks=127.0.0.0/8",
            $"--urls=http://127.0.0.1:{_port}",
            "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:PrivateFed=Error",
            "--Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command=None",
            .. _database.ConnectionString is { } database ? [$"--PrivateFed:Database={database}"] : Array.Empty<string>(),
            .. _moreSettings,
        ];
        _app = Server.Build(settings, services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddSingleton(AnswerTimes);
            // It collects the whole process, in which there are other houses: a hundred times in a run of all tests.
            services.Remove(services.Single(service => service.ImplementationType == typeof(TrimMemoryAfterStart)));
        });
        // Hangfire's log is static: the jobs of a house that stands would write to that of one that was closed, and fail.
        Part<IGlobalConfiguration>().UseLogProvider(new TroubleProvider());
        await Server.StartAsync(_app);
        _port = new Uri(_app.Urls.First()).Port;
    }

    private async Task StopAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
