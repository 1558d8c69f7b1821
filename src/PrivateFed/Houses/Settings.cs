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

    /// <summary>The bucket that photos and films can be kept in instead of <see cref="MediaFolder"/>; null for none.</summary>
    public BucketSettings? Bucket { get; init; }

    /// <summary>The most that the house may take, in GB; null for as much as there is.</summary>
    public int? QuotaGigabytes { get; init; }

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
            FilmMinutes = ReadNumber(section, "FilmMinutes", 24 * 60) ?? 15,
            FilmMegabytes = ReadNumber(section, "FilmMegabytes", 1024 * 1024) ?? 2048,
            QuotaGigabytes = ReadNumber(section, "QuotaGigabytes", 1024 * 1024),
            Bucket = ReadBucket(section),
            ProgramFolders = FoldersIn(configuration["PATH"]),
        };
    }

    /// <exception cref="WrongSetting">The domain, or the bucket, is not the house's.</exception>
    public void MustBeFor(House house)
    {
        if ((house.MediaPlace == MediaPlace.Bucket || house.MediaMovesFrom == MediaPlace.Bucket) && Bucket?.Address != house.Bucket)
        {
            throw new WrongSetting(
                "Bucket",
                $"{(Bucket is null ? "is not set" : $"leads to {Bucket.Address}")}, but the photos of this house are in {house.Bucket}. "
                    + "To keep them elsewhere, move them to the folder first: PrivateFed media move --to folder.");
        }
        if (Domain is { } configured && configured != house.Domain)
        {
            throw new WrongSetting(
                "Domain",
                $"is {configured}, but this house was set up as {house.Domain}, which cannot change: every post that was sent carries it.");
        }
    }

    /// <param name="path">As the environment's PATH lists them.</param>
    internal static IReadOnlyList<string> FoldersIn(string? path) => [.. (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted)];

    private static string? ReadContact(IConfigurationSection section) => Text(section, "SecurityContact") switch
    {
        null => null,
        var contact when Uri.TryCreate(contact, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" => uri.AbsoluteUri,
        var contact => throw new WrongSetting("SecurityContact",
            $"is \"{contact}\"; it has to be an address such as mailto:security@family.example or https://family.example/security."),
    };

    private static string? Text(IConfigurationSection section, string key) =>
        string.IsNullOrWhiteSpace(section[key]) ? null : section[key]!.Trim();

    private static int? ReadNumber(IConfigurationSection section, string key, int most) => Text(section, key) switch
    {
        null => null,
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

    private static BucketSettings? ReadBucket(IConfigurationSection section)
    {
        if (Text(section, "Bucket") is not { } name)
        {
            return null;
        }
        var address = Needed("BucketEndpoint");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("https" or "http")
            || endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0)
        {
            throw new WrongSetting("BucketEndpoint", $"is \"{address}\"; it has to be an address such as https://s3.example.com.");
        }
        var prefix = (Text(section, "BucketPrefix") ?? "").Trim('/');
        return new BucketSettings
        {
            Name = name,
            Endpoint = endpoint,
            Region = Text(section, "BucketRegion") ?? "us-east-1",
            KeyId = Needed("BucketKeyId"),
            Secret = ReadSecret(section),
            Prefix = prefix.Length == 0 ? "" : $"{prefix}/",
        };

        string Needed(string key) => Text(section, key) ?? throw new WrongSetting(key, "is missing; with a bucket it is needed.");
    }

    // Whatever is wrong, the message does not say what the secret is.
    private static string ReadSecret(IConfigurationSection section)
    {
        if (Text(section, "BucketSecretFile") is not { } file)
        {
            return Text(section, "BucketSecret") ?? throw new WrongSetting(
                "BucketSecretFile", "is missing; it names a file with the secret of the bucket's key. (Or BucketSecret holds it.)");
        }
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret
                : throw new WrongSetting("BucketSecretFile", $"is {file}, which is empty.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new WrongSetting("BucketSecretFile", $"is {file}, which cannot be read: {problem.Message}");
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
