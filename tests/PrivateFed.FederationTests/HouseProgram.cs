using System.Diagnostics;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// The Lindgrens' own server, built and run as the program that an owner runs, and steered by its pages and by the command line that an
/// owner has.
/// </summary>
public sealed class HouseProgram : IAsyncDisposable
{
    public const string MarasPassword = "a stove, a table, four steps";
    public const string IngridsPassword = "knitting by the window";

    /// <summary>
    /// No server here lives long enough to be worth finding out which methods to compile a second time: that took a third of its processor
    /// time.
    /// </summary>
    public static readonly (string Name, string Value) CompileOnce = ("DOTNET_TC_CallCounting", "0");

    private const string Name = "The Lindgrens";

    private readonly Dictionary<string, string> _environment;
    private readonly Dictionary<string, MarasBrowser> _browsers = [];
    private readonly int _port;
    private RunningProgram? _server;
    private string _owner = "mara";
    private bool _ingridHasAccount;
    private bool _ingridIsHere;

    private HouseProgram(string domain, string data, int port)
    {
        Domain = domain;
        Data = data;
        _port = port;
        _environment = new Dictionary<string, string>
        {
            [CompileOnce.Name] = CompileOnce.Value,
            ["PrivateFed__Data"] = data,
            ["PrivateFed__Domain"] = domain,
            ["PrivateFed__AllowedNetworks__0"] = "127.0.0.0/8",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"https://127.0.0.1:{_port}",
            ["Kestrel__Certificates__Default__Path"] = TestRun.Certificate,
            ["Kestrel__Certificates__Default__KeyPath"] = TestRun.CertificateKey,
        };
    }

    /// <summary><c>lindgren.test:40003</c>.</summary>
    public string Domain { get; }

    /// <summary>The folder of the database and the photos.</summary>
    public string Data { get; }

    public string Url(string path) => $"https://{Domain}{path}";

    public string MarasHandle => $"@mara@{Domain}";

    /// <summary>What the server printed last, for the message of a failure.</summary>
    public string Log => _server?.Printed ?? "";

    /// <summary>
    /// A house that Mara, or another owner, has just set up, open for requests. Mara's is a copy of one that the command line has set up,
    /// and has an account for Ingrid, who has not come in yet; another owner's, and one in PostgreSQL, are set up each.
    /// </summary>
    public static async Task<HouseProgram> Open(string name = "lindgren.test", string? database = null, string owner = "Mara")
    {
        var house = New(name);
        if (database is not null)
        {
            house._environment["PrivateFed__Database"] = database;
        }

        house._owner = owner.ToLowerInvariant();
        if (database is null && owner == "Mara")
        {
            await PreparedFolder.CopyFor(house);
            house._ingridHasAccount = true;
        }
        else
        {
            await house.SetUp(owner);
        }

        await house.Start();
        return house;
    }

    /// <summary>The program, started on an empty folder: a house that waits to be set up.</summary>
    public static async Task<HouseProgram> Empty()
    {
        var house = NotSetUp();
        await house.Start("Set up your house here, once: ");
        return house;
    }

    /// <summary>A house of which there is only a folder yet, an empty one.</summary>
    public static HouseProgram NotSetUp() => New("lindgren.test");

    /// <summary>Sets the house up as its owner does on the command line.</summary>
    public Task SetUp(string by) =>
        Run(["setup", "--house", Name, "--name", by, "--handle", by.ToLowerInvariant(), "--domain", Domain], input: $"{MarasPassword}\n");

    public Task AddMember(string name, string password) =>
        Run(["member", "add", "--name", name, "--handle", name.ToLowerInvariant()], input: $"{password}\n");

    /// <summary>
    /// A second process of the same house, on another port: both work on one PostgreSQL database. It ends before the first.
    /// </summary>
    public async Task<HouseProgram> StartBeside()
    {
        var beside = new HouseProgram(Domain, Data, TestRun.FreePort());
        beside._environment["PrivateFed__Database"] = _environment["PrivateFed__Database"];
        await beside.Start();
        return beside;
    }

    /// <summary>The link that the program prints while the house is not set up.</summary>
    public Task<string> SetUpLink() => _server!.WaitForLine("Set up your house here, once: ");

    /// <param name="line">How the line begins that the program prints once it listens.</param>
    public async Task Start(string line = $"{Name} is open at ")
    {
        _server = RunningProgram.Start("dotnet", [TestRun.ServerProgram], _environment);
        await _server.WaitForLine(line);
    }

    /// <summary>The power fails.</summary>
    public Task Kill() => _server!.Kill();

    /// <summary>Posts to everybody who is let in, with photos or without; the answer is the post's id.</summary>
    public async Task<string> Post(string text, params (string File, string Description)[] photos) =>
        await (await Browser()).Share(text, photos);

    /// <summary>Mara changes a post's words on her site.</summary>
    public async Task EditPost(string id, string text) => await (await Browser()).Submit($"{id}/edit", new() { ["Input.Text"] = text });

    /// <summary>Mara deletes a post on her site.</summary>
    public async Task DeletePost(string id) => await (await Browser()).Submit($"{id}/delete", []);

    /// <summary>Ingrid comes in for the first time; then she reads, comments and reacts.</summary>
    public async Task AddIngrid()
    {
        if (_ingridIsHere)
        {
            return;
        }

        if (!_ingridHasAccount)
        {
            await AddMember("Ingrid", IngridsPassword);
        }

        // Whom the operator has added says yes to the house's text before anything is shown to them.
        await (await Browser("ingrid")).Submit("welcome", new() { ["agrees"] = "true", ["version"] = "1" });
        _ingridIsHere = true;
    }

    /// <summary>Ingrid comments on a post on the site.</summary>
    public async Task Comment(string post, string text) =>
        await (await Browser("ingrid")).Submit(post, new() { ["Words"] = text }, $"{post}?handler=Comment");

    /// <summary>Ingrid changes the words of a comment of hers.</summary>
    public async Task EditComment(string id, string text) =>
        await (await Browser("ingrid")).Submit($"{id}/edit", new() { ["Words"] = text });

    /// <summary>Ingrid deletes a comment of hers.</summary>
    public async Task DeleteComment(string id) => await (await Browser("ingrid")).Submit($"{id}/delete", []);

    /// <summary>A page as the owner sees it.</summary>
    public async Task<string> Page(string page) => await (await Browser()).Read(page);

    /// <summary>Waits until the owner reads of nothing that is still on its way.</summary>
    public Task HasSentEverything() => Eventually.Happens(
        "a house that has sent everything", async () => !(await Page("family/on-its-way")).Contains("Try now", StringComparison.Ordinal));

    /// <summary>The browser of somebody of the house, signed in.</summary>
    public async Task<MarasBrowser> Browser(string? handle = null) =>
        _browsers.TryGetValue(handle ?? _owner, out var open) ? open
            : _browsers[handle ?? _owner] = await MarasBrowser.SignIn(Domain, handle == "ingrid" ? IngridsPassword
            : MarasPassword, handle ?? _owner);

    /// <summary>Who follows and who would like to, as JSON.</summary>
    public Task<string> Follows() => Run(["follow", "list", "--json"]);

    public Task ApproveFollow(string handle) => Run(["follow", "approve", handle]);

    /// <summary>Somebody of the house gets new keys.</summary>
    public Task RotateKeys(string handle) => Run(["actor", "rotate-keys", handle]);

    /// <summary>Mara lets somebody in on her site, once they have asked; <paramref name="older"/> is None, LastTen or All.</summary>
    public async Task LetIn(string address, string older = "None") =>
        await (await Browser()).Submit(await RequestOf(address), new() { ["answer"] = "yes", ["Older"] = older });

    /// <summary>The page on which the owner decides about somebody, once they have asked.</summary>
    public Task<string> RequestOf(string address) => Eventually.Get($"{address} at the door", async () =>
    {
        // The list says the name and the server; the whole address stands on the request's own page.
        foreach (var request in (await Page("family")).Split("href=\"/family/requests/").Skip(1))
        {
            var path = $"family/requests/{request.Split('"')[0]}";
            if ((await Page(path)).Contains(address, StringComparison.Ordinal))
            {
                return path;
            }
        }
        return null;
    });

    public Task RemoveFollow(string handle) => Run(["follow", "remove", handle]);

    /// <summary>Runs the program's command line and returns what it printed; a refusal fails the test.</summary>
    public async Task<string> Run(string[] arguments, string input = "")
    {
        var cancelled = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [TestRun.ServerProgram, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
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
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        foreach (var browser in _browsers.Values)
        {
            browser.Dispose();
        }

        // A second process of the house leaves the folder to the first.
        if (Domain.EndsWith($":{_port}", StringComparison.Ordinal))
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private static HouseProgram New(string name)
    {
        var port = TestRun.FreePort();
        return new HouseProgram($"{name}:{port}", Directory.CreateTempSubdirectory("house-").FullName, port);
    }
}
