using System.Diagnostics;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// The Lindgrens' own server, built and run as the program that an owner runs, and steered by the command line that an owner has.
/// </summary>
internal sealed class House : IAsyncDisposable
{
    public const string IngridsPassword = "knitting by the window";

    private const string MarasPassword = "a stove, a table, four steps";

    private readonly string data;
    private readonly Dictionary<string, string> environment;
    private RunningProgram? server;

    private House(string name)
    {
        Domain = $"{name}:{Surroundings.FreePort()}";
        data = Directory.CreateTempSubdirectory("house-").FullName;
        environment = new Dictionary<string, string>
        {
            ["PrivateFed__Data"] = data,
            ["PrivateFed__Domain"] = Domain,
            ["PrivateFed__AllowedNetworks__0"] = "127.0.0.0/8",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"https://127.0.0.1:{Domain.Split(':')[1]}",
            ["Kestrel__Certificates__Default__Path"] = Surroundings.Certificate,
            ["Kestrel__Certificates__Default__KeyPath"] = Surroundings.CertificateKey,
        };
    }

    /// <summary><c>lindgren.test:40003</c>.</summary>
    public string Domain { get; }

    public string MarasHandle => $"@mara@{Domain}";

    /// <summary>What the server printed last, for the message of a failure.</summary>
    public string Log => server?.Printed ?? "";

    /// <summary>A house that Mara has just set up, open for requests.</summary>
    public static async Task<House> Open(string name = "lindgren.test", string? database = null)
    {
        var house = new House(name);
        if (database is not null)
        {
            house.environment["PrivateFed__Database"] = database;
        }

        await house.Run(
            ["setup", "--house", "The Lindgrens", "--name", "Mara", "--handle", "mara", "--domain", house.Domain],
            input: $"{MarasPassword}\n");
        await house.Start();
        return house;
    }

    /// <summary>The program, started on an empty folder: a house that waits to be set up.</summary>
    public static async Task<House> Empty()
    {
        var house = new House("lindgren.test");
        await house.Start();
        return house;
    }

    /// <summary>The link that the program prints while the house is not set up.</summary>
    public Task<string> SetUpLink() => server!.WaitForLine("Set up your house here, once: ");

    public async Task Start()
    {
        server = RunningProgram.Start("dotnet", [Surroundings.ServerProgram], environment);
        using var http = new HttpClient();
        await Eventually.Happens($"an answer from the house:\n{Log}", async () =>
        {
            Assert.False(server.HasExited, $"The house ended:\n{Log}");
            try
            {
                using var answer = await http.GetAsync(new Uri($"https://{Domain}/"), TestContext.Current.CancellationToken);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>The power fails.</summary>
    public Task Kill() => server!.Kill();

    /// <summary>Posts to everybody who is let in; the answer is the post's id.</summary>
    public async Task<string> Post(string text, string? photo = null, string description = "")
    {
        string[] withPhoto = photo is null ? [] : ["--photo", $"{photo}={description}"];
        return (await Run(["post", "--text", "-", .. withPhoto, "--audience", "everyone"], input: text)).Trim();
    }

    /// <summary>Mara changes a post's words on her site.</summary>
    public async Task EditPost(string id, string text)
    {
        using var browser = await MarasBrowser.SignIn(Domain, MarasPassword);
        await browser.Submit($"{id}/edit", new() { ["Input.Text"] = text });
    }

    /// <summary>Mara deletes a post on her site.</summary>
    public async Task DeletePost(string id)
    {
        using var browser = await MarasBrowser.SignIn(Domain, MarasPassword);
        await browser.Submit($"{id}/delete", []);
    }

    /// <summary>Ingrid gets an account with which she reads, comments and reacts.</summary>
    public Task AddIngrid() => Run(["member", "add", "--name", "Ingrid", "--handle", "ingrid"], input: $"{IngridsPassword}\n");

    /// <summary>Ingrid comments on a post on the site.</summary>
    public async Task Comment(string post, string text)
    {
        using var browser = await MarasBrowser.SignIn(Domain, IngridsPassword, "ingrid");
        await browser.Submit(post, new() { ["Words"] = text }, $"{post}?handler=Comment");
    }

    /// <summary>Who follows and who would like to, as JSON.</summary>
    public Task<string> Follows() => Run(["follow", "list", "--json"]);

    public Task ApproveFollow(string handle) => Run(["follow", "approve", handle]);

    public Task RemoveFollow(string handle) => Run(["follow", "remove", handle]);

    /// <summary>Runs the program's command line and returns what it printed; a refusal fails the test.</summary>
    public async Task<string> Run(string[] arguments, string input = "")
    {
        var cancelled = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [Surroundings.ServerProgram, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var command = Process.Start(start)!;
        await command.StandardInput.WriteAsync(input.AsMemory(), cancelled);
        command.StandardInput.Close();
        var output = command.StandardOutput.ReadToEndAsync(cancelled);
        var errors = command.StandardError.ReadToEndAsync(cancelled);
        await command.WaitForExitAsync(cancelled);
        Assert.True(command.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {command.ExitCode}:\n{await output}{await errors}");
        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }
}
