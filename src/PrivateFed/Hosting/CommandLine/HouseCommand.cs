using System.CommandLine;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>What a command does in the house: the text for standard output, or why it was not done.</summary>
internal delegate Task<Result<string>> Errand(ParseResult parsed, IServiceProvider house, CancellationToken cancellation);

/// <summary>Opens the house for one command: the server's settings and data, without its jobs and without listening.</summary>
internal static class HouseCommand
{
    /// <summary>A command for a house that is set up.</summary>
    public static void InHouse(this Command command, Errand errand) => command.Runs(errand, mayBeNew: false);

    /// <summary>The one command for a house that is not.</summary>
    public static void InNewHouse(this Command command, Errand errand) => command.Runs(errand, mayBeNew: true);

    public static Settings ReadSettings()
    {
        // The server's own way of reading them, so that no setting means one thing here and another there.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        return Settings.Read(builder.Configuration);
    }

    /// <param name="settings">Which house.</param>
    /// <param name="clock">Another one than the machine's.</param>
    public static ServiceProvider Services(Settings settings, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            // What fails in there comes back as an exception, and is said in a sentence.
            logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.None);
        });
        return services.AddHouse(settings).AddSingleton(clock ?? TimeProvider.System).BuildServiceProvider();
    }

    private static void Runs(this Command command, Errand errand, bool mayBeNew) => command.SetAction(async (parsed, cancellation) =>
    {
        var done = await RunAsync(parsed, errand, mayBeNew, cancellation);
        await (done.Succeeded ? Console.Out.WriteLineAsync(done.Value) : Console.Error.WriteLineAsync(done.Refusal.Sentence));
        return done.Succeeded ? 0 : 1;
    });

    private static async Task<Result<string>> RunAsync(ParseResult parsed, Errand errand, bool mayBeNew, CancellationToken cancellation)
    {
        var settings = ReadSettings();
        if (RootWarning.For(settings) is { } warning)
        {
            await Console.Error.WriteLineAsync(warning);
        }
        // Called in another folder, a command must not make a second, empty house there.
        if (!mayBeNew && settings.Database is null && !File.Exists(settings.SqliteFile))
        {
            return new Refusal($"There is no house in {settings.Data}, or this user may not look into it. Please run this in the folder where the server was started, as the server's user, or set PrivateFed__Data as it is set for the server.");
        }
        await using var services = Services(settings);
        await OpenStorage.MigrateAsync(services, settings, cancellation);
        var house = await services.GetRequiredService<CurrentHouse>().FindAsync(cancellation);
        if (house is null && !mayBeNew)
        {
            return new Refusal("This house is not set up yet. Please open the link that the server printed when it started, or use the command setup.");
        }
        if (house is not null)
        {
            settings.MustBeFor(house);
        }
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditContext>().IsCommandLine();
        return await errand(parsed, scope.ServiceProvider, cancellation);
    }
}
