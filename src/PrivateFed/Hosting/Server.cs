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
    /// <param name="open">Called when the server listens, with the house's address: a URL that ends with a slash.</param>
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
    /// ASP.NET writes uploads to the machine's temporary folder, where a killed process would leave photos that contain locations. In our
    /// own folder they are found and deleted: <see cref="Media.DeleteOrphanUploads"/>. The setting applies to the whole process and is read
    /// at the first upload.
    /// </summary>
    private static void KeepUploadsIn(string folder) => Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", folder);

    /// <summary>Builds the server without starting it.</summary>
    /// <param name="args">Settings, as on a command line.</param>
    /// <param name="change">For tests: replaces services such as the clock.</param>
    /// <exception cref="WrongSetting">A setting cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null)
    {
        // Pages, styles and default settings are next to the program; data/ is created in the working directory.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormLimits.Request;
        });
        if (!builder.Environment.IsDevelopment())
        {
            // Else a house that is run as it was built looks at its style sheet and scripts again for each browser, and sends them unpacked.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }
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

    /// <summary>Migrates the database, starts listening, and prints the house's address, or the set-up link.</summary>
    /// <returns>The house's address.</returns>
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
            await RememberBucket.RememberAsync(
                scope.ServiceProvider.GetRequiredService<HouseDb>(), settings.Bucket?.Address, CancellationToken.None);
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
        return new UriBuilder(listening.Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)) is var uri
            && (uri.Host is "0.0.0.0" or "[::]")
                ? $"{uri.Scheme}://localhost:{uri.Port}/"
                : $"{uri.Scheme}://{uri.Host}:{uri.Port}/";
    }

    /// <summary>Explains to the operator why a start or a command failed; null for an unforeseen error.</summary>
    internal static string? Explain(Exception problem) => problem switch
    {
        WrongSetting setting => setting.Message,
        InvalidDataException broken => $"A file with settings cannot be read: {broken.Message} {broken.InnerException?.Message}".TrimEnd(),
        NpgsqlException database => $"The database of PrivateFed__Database cannot be used: {database.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException inner } =>
            $"Another program listens there already: {inner.Message} (ASPNETCORE_URLS chooses another address.)",
        SqliteException database => $"The database in the folder of PrivateFed__Data cannot be used: {database.Message}",
        // The database's error is wrapped in another exception: always after a save, and after a query when the database could not be
        // reached.
        DbUpdateException or InvalidOperationException { InnerException: NpgsqlException } => Explain(problem.InnerException!),
        IOException disk => $"A file or folder cannot be used: {disk.Message} (PrivateFed__Data chooses another folder.)",
        FormatException address => $"ASPNETCORE_URLS holds no address to listen on: {address.Message}",
        System.Net.Sockets.SocketException socket =>
            $"It is not possible to listen there: {socket.Message} (ASPNETCORE_URLS chooses another address.)",
        UnauthorizedAccessException denied =>
            $"A file or folder may not be written: {denied.Message} (PrivateFed__Data chooses another folder.)",
        _ => null,
    };
}
