using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PrivateFed.Houses;

/// <summary>The operator's settings, from the section <c>PrivateFed</c> of ASP.NET Core's configuration.</summary>
public sealed record Settings
{
    /// <summary>Absolute path of the folder that holds the SQLite database and the media.</summary>
    public required string Data { get; init; }

    /// <summary>An Npgsql connection string, or null for SQLite in <see cref="Data"/>.</summary>
    public required string? Database { get; init; }

    /// <summary>The domain, host[:port], if the operator fixes it; otherwise it is chosen at set-up.</summary>
    public required string? Domain { get; init; }

    /// <summary>The contact in security.txt: a mailto: or https: address. Null for security@ the house's domain.</summary>
    public string? SecurityContact { get; init; }

    /// <summary>Addresses whose X-Forwarded-* headers are trusted.</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary>Private networks that outgoing requests may reach nevertheless.</summary>
    public required IReadOnlyList<IPNetwork> AllowedNetworks { get; init; }

    /// <summary>The longest film, in minutes.</summary>
    public int FilmMinutes { get; init; } = 15;

    /// <summary>The largest film as it is sent, in MB.</summary>
    public int FilmMegabytes { get; init; } = 2048;

    /// <summary>Folders that programs of the system are looked for in, such as ffmpeg.</summary>
    public IReadOnlyList<string> ProgramFolders { get; init; } = [];

    /// <summary>Absolute path of the file with the key to the secrets in the database (<see cref="Storage.SecretBox"/>).</summary>
    public string KeyFile => ChosenKeyFile ?? Path.Combine(Data, "secrets.key");

    /// <summary>
    /// The operator's choice of <see cref="KeyFile"/>; null for the data folder. Processes that share a database share the file.
    /// </summary>
    public string? ChosenKeyFile { get; init; }

    public string MediaFolder => Path.Combine(Data, "media");

    /// <summary>The folder for uploads in progress, before they have been checked.</summary>
    public string UploadsFolder => Path.Combine(Data, "uploads");

    /// <summary>The folder for uploads that arrive in several requests (<see cref="Media.Uploads.UploadFiles"/>).</summary>
    public string ResumableUploadsFolder => Path.Combine(Data, "resumable");

    public string SqliteFile => Path.Combine(Data, "privatefed.db");

    /// <exception cref="WrongSetting">A value cannot be used; the message says which and why.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("PrivateFed");
        return new Settings
        {
            Data = Path.GetFullPath(Text(section, "Data") ?? "data"),
            Database = ReadDatabase(section),
            ChosenKeyFile = Text(section, "KeyFile") is { } file ? Path.GetFullPath(file) : null,
            SecurityContact = ReadContact(section),
            Domain = ReadDomain(section),
            TrustedProxies = ReadNetworks(section, "TrustedProxies"),
            AllowedNetworks = ReadNetworks(section, "AllowedNetworks"),
            FilmMinutes = ReadNumber(section, "FilmMinutes", 15, 24 * 60),
            FilmMegabytes = ReadNumber(section, "FilmMegabytes", 2048, 1024 * 1024),
            ProgramFolders = [.. (configuration["PATH"] ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted)],
        };
    }

    /// <exception cref="WrongSetting">The domain is set and differs from the house's.</exception>
    public void MustBeFor(House house)
    {
        if (Domain is { } configured && configured != house.Domain)
        {
            throw new WrongSetting(
                "Domain",
                $"is {configured}, but this house was set up as {house.Domain}, which cannot change: every post that was sent carries it.");
        }
    }

    private static string? ReadContact(IConfigurationSection section) => Text(section, "SecurityContact") switch
    {
        null => null,
        var contact when Uri.TryCreate(contact, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" => uri.AbsoluteUri,
        var contact => throw new WrongSetting("SecurityContact",
            $"is \"{contact}\"; it has to be an address such as mailto:security@family.example or https://family.example/security."),
    };

    private static string? Text(IConfigurationSection section, string key) =>
        string.IsNullOrWhiteSpace(section[key]) ? null : section[key]!.Trim();

    private static int ReadNumber(IConfigurationSection section, string key, int usual, int most) => Text(section, key) switch
    {
        null => usual,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        var text => throw new WrongSetting(key, $"is \"{text}\"; it has to be a whole number from 1 to {most}."),
    };

    private static string? ReadDatabase(IConfigurationSection section)
    {
        if (Text(section, "Database") is not { } database)
        {
            return null;
        }
        try
        {
            var parsed = new Npgsql.NpgsqlConnectionStringBuilder(database);
            return string.IsNullOrEmpty(parsed.Host) ? throw new ArgumentException("it names no Host") : database;
        }
        catch (ArgumentException problem)
        {
            throw new WrongSetting("Database",
                $"is not a PostgreSQL connection string such as \"Host=localhost;Database=privatefed\": {problem.Message}");
        }
    }

    private static string? ReadDomain(IConfigurationSection section)
    {
        if (Text(section, "Domain") is not { } text)
        {
            return null;
        }
        var domain = Houses.Domain.Parse(text);
        return domain.Succeeded ? domain.Value : throw new WrongSetting("Domain", $"cannot be \"{text}\": {domain.Refusal.Sentence}");
    }

    private static List<IPNetwork> ReadNetworks(IConfigurationSection section, string key)
    {
        var one = section.GetSection(key);
        var texts = one.GetChildren().Select(child => child.Value).Append(one.Value)
            .SelectMany(value => (value ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries));
        return [.. texts.Select(text => ReadNetwork(key, text))];
    }

    private static IPNetwork ReadNetwork(string key, string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        }
        throw new WrongSetting(key, $"holds \"{text}\", which is neither an address nor a network such as 10.0.0.0/8.");
    }
}

/// <summary>A setting that the server cannot start with.</summary>
public sealed class WrongSetting(string key, string why)
    : Exception($"The setting PrivateFed:{key} (PrivateFed__{key} in the environment) {why}");
