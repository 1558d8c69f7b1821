using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PrivateFed.Houses;
using PrivateFed.Storage;
using PrivateFed.Web;

namespace PrivateFed.Hosting;

/// <summary>Starts the server: settings, database, web.</summary>
public static class Server
{
    /// <param name="args">Settings, as on a command line.</param>
    /// <param name="open">What to do once the house is open, with where it is: a URL that ends with a slash.</param>
    public static async Task<int> RunAsync(string[] args, Func<IServiceProvider, string, Task>? open = null)
    {
        try
        {
            await using var app = Build(args);
            KeepUploadsIn(app.Services.GetRequiredService<Settings>().UploadsFolder);
            var root = await StartAsync(app);
            await (open?.Invoke(app.Services, root) ?? Task.CompletedTask);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception problem) when (Explain(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>
    /// ASP.NET writes uploads to the machine's temporary folder, where a kill would leave photos with the places where they were taken. In a
    /// folder of ours they are found again: <see cref="Media.ForgetUploads"/>. It is a setting of the process, read at the first upload.
    /// </summary>
    private static void KeepUploadsIn(string folder) => Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", folder);

    /// <summary>The server, not started yet.</summary>
    /// <param name="args">Settings, as on a command line.</param>
    /// <param name="change">For tests: another clock.</param>
    /// <exception cref="WrongSetting">A setting cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null)
    {
        // Pages, styles and default settings stand beside the program; data/ is made where it was called.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormBounds.Request;
        });
        var settings = Settings.Read(builder.Configuration);
        builder.Services.AddHouse(settings);
        builder.Services.AddWeb(settings);
        builder.Services.AddSingleton<DataLock>().AddHostedService<TrimMemoryAfterStart>();
        change?.Invoke(builder.Services);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }
        var app = builder.Build();
        app.UseWeb(settings);
        return app;
    }

    /// <summary>Brings the database up to date, listens, and prints where the house is, or how to set it up.</summary>
    /// <returns>Where the house is.</returns>
    public static async Task<string> StartAsync(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        app.Services.GetRequiredService<DataLock>().Take();
        await OpenStorage.MigrateAsync(app.Services, settings, CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var token = await SetUpLink.RenewAsync(scope.ServiceProvider.GetRequiredService<HouseDb>(), CancellationToken.None);
        var house = await app.Services.GetRequiredService<CurrentHouse>().FindAsync(CancellationToken.None);
        if (house is not null)
        {
            settings.MustBeFor(house);
        }
        await app.StartAsync();
        var root = RootOf(app, settings);
        Console.WriteLine(token is null ? $"{house!.Name} is open at {root}" : $"Set up your house here, once: {root}set-up/{token}");
        return root;
    }

    private static string RootOf(WebApplication app, Settings settings)
    {
        if (settings.Domain is { } domain)
        {
            return $"https://{domain}/";
        }
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new UriBuilder(listening.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)) is var uri
            && (uri.Host is "0.0.0.0" or "[::]")
                ? $"{uri.Scheme}://localhost:{uri.Port}/"
                : $"{uri.Scheme}://{uri.Host}:{uri.Port}/";
    }

    /// <summary>What an operator needs to know of a start or a command that failed, or null for what nobody foresaw.</summary>
    internal static string? Explain(Exception problem) => problem switch
    {
        WrongSetting wrong => wrong.Message,
        InvalidDataException broken => $"A file with settings cannot be read: {broken.Message} {broken.InnerException?.Message}".TrimEnd(),
        NpgsqlException database => $"The database of PrivateFed__Database cannot be used: {database.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException inner } => $"Another program listens there already: {inner.Message} (ASPNETCORE_URLS chooses another address.)",
        SqliteException database => $"The database in the folder of PrivateFed__Data cannot be used: {database.Message}",
        // What the database said comes wrapped from a save, and, when it could not be reached, from a query.
        DbUpdateException or InvalidOperationException { InnerException: NpgsqlException } => Explain(problem.InnerException!),
        IOException disk => $"A file or folder cannot be used: {disk.Message} (PrivateFed__Data chooses another folder.)",
        FormatException address => $"ASPNETCORE_URLS holds no address to listen on: {address.Message}",
        System.Net.Sockets.SocketException socket => $"It is not possible to listen there: {socket.Message} (ASPNETCORE_URLS chooses another address.)",
        UnauthorizedAccessException denied => $"A file or folder may not be written: {denied.Message} (PrivateFed__Data chooses another folder.)",
        _ => null,
    };
}
