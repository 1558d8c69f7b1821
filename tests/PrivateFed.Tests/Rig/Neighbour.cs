using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Languages;

namespace PrivateFed.Tests.Rig;

/// <summary>What arrived in an inbox of the neighbour.</summary>
public sealed record Arrived(string Target, IReadOnlyDictionary<string, string> Fields, byte[] Body)
{
    public JsonElement Json { get; } = JsonSerializer.Deserialize<JsonElement>(Body);

    public string Type => Json.GetProperty("type").GetString()!;
}

/// <summary>
/// Another family's server: it has people, shows their documents, keeps what arrives in its inboxes, and answers as a test wants. Each has
/// a port of its own, and so is a host that the house has never met.
/// </summary>
public sealed class Neighbour : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<int, bool> Ports = new();

    private static int _opened;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Arrived> _arrived = new();
    private readonly ConcurrentQueue<string> _asked = new();

    private Neighbour(House house, string name, int port)
    {
        House = house;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(Surroundings.Certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        Name = name;
        Host = $"{name}:{port}";
        var number = Interlocked.Increment(ref _opened);
        Address = $"127.1.{number / 250}.{(number % 250) + 1}";
        Client = house.Client(Address);
    }

    public House House { get; }

    public string Name { get; }

    /// <summary>Where its requests come from.</summary>
    public string Address { get; }

    public HttpClient Client { get; }

    /// <summary>host:port, as in the ids of its people.</summary>
    public string Host { get; }

    /// <summary>Signs the fetches that none of its people started.</summary>
    public RemotePerson Instance { get; private set; } = null!;

    /// <summary>What is shown under which path; a test may put anything here.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>How an inbox answers; 202 unless a test wants otherwise.</summary>
    public Func<Arrived, HttpContext, Task> Receive { get; set; } = With(StatusCodes.Status202Accepted);

    public IReadOnlyList<Arrived> Received => [.. _arrived];

    /// <summary>The paths that were asked for by GET, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public static async Task<Neighbour> OpenAsync(House house, string name = "joe-server.test")
    {
        var neighbour = new Neighbour(house, name, FreshPort());
        await neighbour._app.StartAsync(House.Cancellation);
        neighbour.Instance = new RemotePerson(neighbour, "actor", "/actor", Keys.Instance, "Application");
        neighbour.Runs("mastodon", "4.4.2");
        return neighbour;
    }

    /// <summary>One that no neighbour had before: to a house, a port that comes again is a server that it knows.</summary>
    private static int FreshPort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Ports.TryAdd(port, true))
            {
                return port;
            }
        }
    }

    /// <summary>Answers every delivery with one status.</summary>
    public static Func<Arrived, HttpContext, Task> With(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>From now on nothing can be delivered here, until it is awake again.</summary>
    public void Sleep() => Receive = With(StatusCodes.Status502BadGateway);

    public void Awake() => Receive = With(StatusCodes.Status202Accepted);

    public string Url(string path) => $"https://{Host}{path}";

    /// <summary>Somebody as Mastodon shows them: the key stands in the actor's own document.</summary>
    public RemotePerson Person(string handle) => new(this, handle, $"/users/{handle}", Keys.Of(handle), "Person");

    /// <summary>What its NodeInfo names.</summary>
    public void Runs(string software, string version)
    {
        Show("/.well-known/nodeinfo", new JsonObject
        {
            ["links"] = new JsonArray(new JsonObject
            {
                ["rel"] = "http://nodeinfo.diaspora.software/ns/schema/2.0",
                ["href"] = Url("/nodeinfo/2.0"),
            }),
        });
        Show("/nodeinfo/2.0", new JsonObject
        {
            ["version"] = "2.0",
            ["software"] = new JsonObject { ["name"] = software, ["version"] = version },
        });
    }

    public void Show(string path, JsonObject document) => Pages[path] = context => WriteAsync(context, document);

    public static Task WriteAsync(HttpContext context, JsonObject document)
    {
        context.Response.ContentType = "application/activity+json";
        return context.Response.WriteAsync(document.ToJsonString());
    }

    /// <summary>Waits until <paramref name="count"/> activities of a type have arrived.</summary>
    public async Task<IReadOnlyList<Arrived>> ExpectAsync(string type, int count = 1)
    {
        await Eventually.Happens(
            $"{count} of type {type} at {Host}; there were {string.Join(", ", Received.Select(one => one.Type))}",
            () => Task.FromResult(Received.Count(one => one.Type == type) >= count));
        return [.. Received.Where(one => one.Type == type)];
    }

    public void Forget() => _arrived.Clear();

    /// <summary>
    /// The house forgets its people, so that no later post of another test is sent to a server that is not there any more.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await House.ReadAsync(async db =>
        {
            await db.Follows.Where(follow => follow.RemoteActor.Host.Name == Host)
                .ExecuteUpdateAsync(set => set.SetProperty(follow => follow.State, FollowState.Ended));
            return await db.Deliveries.Where(delivery => delivery.Host.Name == Host).ExecuteDeleteAsync();
        });
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method == "POST")
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var fields =
                context.Request.Headers.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var arrived = new Arrived(path, fields, body.ToArray());
            await Receive(arrived, context);
            _arrived.Enqueue(arrived);
            return;
        }
        _asked.Enqueue(path);
        if (Pages.TryGetValue(path, out var page))
        {
            await page(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
