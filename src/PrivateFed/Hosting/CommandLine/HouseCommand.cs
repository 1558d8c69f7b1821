using System.CommandLine;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>The work of a command: returns the text for standard output, or the refusal.</summary>
internal delegate Task<Result<string>> CommandAction(ParseResult parsed, IServiceProvider house, CancellationToken cancellation);

/// <summary>Runs a command in the house, with the server's settings and data, but without background jobs and without listening.</summary>
internal static class HouseCommand
{
    /// <summary>For commands that need a house that is set up.</summary>
    public static void InHouse(this Command command, CommandAction errand) => command.SetErrand(errand, allowNew: false);

    /// <summary>For the one command that works before set-up.</summary>
    public static void InNewHouse(this Command command, CommandAction errand) => command.SetErrand(errand, allowNew: true);

    public static Settings ReadSettings()
    {
        // Reads settings exactly as the server does, so that no setting has two meanings.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        return Settings.Read(builder.Configuration);
    }

    /// <param name="clock">Null for the system clock.</param>
    public static ServiceProvider Services(Settings settings, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            // Failures there come back as exceptions and are explained in one sentence.
            logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.None);
        });
        return services.AddHouse(settings).AddSingleton(clock ?? TimeProvider.System).BuildServiceProvider();
    }

    private static void SetErrand(this Command command, CommandAction errand, bool allowNew) =>
        command.SetAction(async (parsed, cancellation) =>
    {
        var done = await RunAsync(parsed, errand, allowNew, cancellation);
        await (done.Succeeded ? Console.Out.WriteLineAsync(done.Value) : Console.Error.WriteLineAsync(done.Refusal.Sentence));
        return done.Succeeded ? 0 : 1;
    });

    private static async Task<Result<string>> RunAsync(
        ParseResult parsed, CommandAction errand, bool allowNew, CancellationToken cancellation)
    {
        var settings = ReadSettings();
        if (RootWarning.For(settings) is { } warning)
        {
            await Console.Error.WriteLineAsync(warning);
        }
        // A command run in the wrong folder must not create a second, empty house there.
        if (!allowNew && settings.Database is null && !File.Exists(settings.SqliteFile))
        {
            return new Refusal(
                $"There is no house in {settings.Data}, or this user isn't allowed to read it. Please run this in the folder where the "
                    + $"server was started, as the server's user, or set PrivateFed__Data to the same value as for the server.");
        }
        await using var services = Services(settings);
        await OpenStorage.MigrateAsync(services, settings, cancellation);
        var house = await services.GetRequiredService<CurrentHouse>().FindAsync(cancellation);
        if (house is null && !allowNew)
        {
            return new Refusal(
                "This house isn't set up yet. Please open the link the server printed when it started, or use the setup command.");
        }
        if (house is not null)
        {
            settings.MustBeFor(house);
        }
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditContext>().ActAsCommandLine();
        return await errand(parsed, scope.ServiceProvider, cancellation);
    }
}
