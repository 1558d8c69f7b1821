using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Hosting;
using PrivateFed.Hosting.CommandLine;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Invitations;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Storage;

namespace PrivateFed.Demo;

/// <summary>Fills a folder of its own with a made-up family, starts the server there, and prints a sign-in link for each person.</summary>
internal static class DemoCommand
{
    /// <summary>Marker file in every folder that the demo created: the demo touches no other.</summary>
    private const string MarkerFile = "this-is-the-demo.txt";
    private const string FilledMarker = "A made-up family. Delete this folder to begin anew.";

    private static readonly Option<string> Data = new("--data")
    {
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "data-demo",
        Description = "Where the demo is kept. Created if it doesn't exist.",
    };

    public static Command Make()
    {
        var command = new Command(
            "demo",
            "Fills a folder with a made-up family, starts the server there, and prints a sign-in link for each of them. Your own house "
                + "isn't touched. "
            + "Example: PrivateFed demo")
        {
            Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(Data));
            if (await PrepareAsync(folder, cancellation) is { } refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Sentence);
                return 1;
            }
            // Overrides settings from the environment, which belong to a real house.
            return await Server.RunAsync([$"--PrivateFed:Data={folder}", "--PrivateFed:Database=", "--PrivateFed:Domain="],
                PrintLinksAsync);
        });
        return command;
    }

    /// <returns>Null when the folder holds the demo; otherwise why it is not touched.</returns>
    private static async Task<Refusal?> PrepareAsync(string folder, CancellationToken cancellation)
    {
        var marker = Path.Combine(folder, MarkerFile);
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, cancellation) == FilledMarker)
        {
            return null;
        }
        if (File.Exists(marker))
        {
            // An earlier run was interrupted while filling.
            Directory.Delete(folder, recursive: true);
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return new Refusal(
                $"{folder} contains something else, and the demo never touches what it didn't create. Please choose another folder with "
                    + $"--data.");
        }
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(marker, "", cancellation);
        await Console.Error.WriteLineAsync("A family is moving in; this takes a moment.");
        await FillAsync(folder, TimeProvider.System.GetUtcNow(), cancellation);
        await File.WriteAllTextAsync(marker, FilledMarker, cancellation);
        return null;
    }

    private static async Task FillAsync(string folder, DateTimeOffset today, CancellationToken cancellation)
    {
        var settings = new Settings
        {
            Data = folder,
            Database = null,
            Domain = null,
            TrustedProxies = [],
            AllowedNetworks = [],
            ProgramFolders = Settings.FoldersIn(Environment.GetEnvironmentVariable("PATH")),
        };
        var clock = new DemoClock();
        await using var services = HouseCommand.Services(settings, clock);
        await OpenStorage.MigrateAsync(services, settings, cancellation);
        await new FillHouse(services, clock, today).RunAsync(cancellation);
    }

    private static async Task PrintLinksAsync(IServiceProvider services, string root)
    {
        await using var scope = services.CreateAsyncScope();
        var house = scope.ServiceProvider;
        house.GetRequiredService<AuditContext>().ActAsCommandLine();
        house.GetRequiredService<CurrentHouse>().LinkBaseUrl = root;
        Console.WriteLine("Each of these links signs you in once, as:");
        foreach (var person in DemoPeople.Others.Prepend(DemoPeople.Mara))
        {
            var member = await FindAuthor.MemberAsync(house, person.Handle, CancellationToken.None);
            if (member.Succeeded && await house.GetRequiredService<CreateSignInLink>()
                .CreateAsync(member.Value.Id, CancellationToken.None) is { Succeeded: true } secret)
            {
                Print($"{person.Name}, {person.Who}", root + LinkSecret.SignInPath(secret.Value));
            }
        }
        var invitation = await house.GetRequiredService<HouseDb>().Invitations.AsNoTracking()
            .FirstOrDefaultAsync(invitation => invitation.UsedAt == null);
        if (invitation is not null && await house.GetRequiredService<Invite>()
            .RenewAsync(invitation.Id, address: "", CancellationToken.None) is { Succeeded: true } again)
        {
            Print($"{invitation.Name}, invited, hasn't joined yet", root + LinkSecret.JoinPath(again.Value.Secret));
        }
    }

    private static void Print(string who, string link) => Console.WriteLine($"{who,-50} {link}");
}
