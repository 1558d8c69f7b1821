namespace PrivateFed.Federation.RemoteActors;

/// <summary>What is known of the software that other servers run, by the name that NodeInfo gives it (in lower case).</summary>
public static class KnownSoftware
{
    /// <summary>Pixelfed shows posts for followers to others before this version (CVE-2025-30741).</summary>
    public static readonly SoftwareVersion PixelfedKeepsSecrets = SoftwareVersion.TryRead("0.12.5")!;

    private static readonly HashSet<string> Misskeys = new(StringComparer.Ordinal)
    {
        "misskey", "calckey", "firefish", "iceshrimp", "iceshrimp.net", "sharkey", "foundkey", "cherrypick", "catodon", "magnetar",
    };

    /// <summary>Where the software publishes the actor that speaks for its server; a person there cannot have that address.</summary>
    private static readonly Dictionary<string, string> InstanceActors = new(StringComparer.Ordinal)
    {
        ["privatefed"] = "/actor",
        ["mastodon"] = "/actor",
        ["hometown"] = "/actor",
        ["bookwyrm"] = "/actor",
        ["gotosocial"] = "/users/{host}",
        ["pleroma"] = "/internal/fetch",
        ["akkoma"] = "/internal/fetch",
        ["pixelfed"] = "/i/actor",
        ["mbin"] = "/i/actor",
        ["kbin"] = "/i/actor",
        ["lemmy"] = "/",
        ["peertube"] = "/accounts/peertube",
        ["friendica"] = "/friendica",
        ["wordpress"] = "/wp-json/activitypub/1.0/application",
    };

    /// <summary>The name as people write it.</summary>
    public static string NameOf(string software) => software switch
    {
        "gotosocial" => "GoToSocial",
        "peertube" => "PeerTube",
        "bookwyrm" => "BookWyrm",
        "wordpress" => "WordPress",
        "snac" => "snac",
        "iceshrimp.net" => "Iceshrimp.NET",
        "privatefed" => "PrivateFed",
        _ => char.ToUpperInvariant(software[0]) + software[1..],
    };

    /// <summary>Misskey and what was made from it: it turns posts into a markup of its own.</summary>
    public static bool IsMisskey(string? software) => software is not null && Misskeys.Contains(software);

    /// <summary>Whether followers-only posts are shown to others there.</summary>
    public static bool Leaks(string? software, string? version) =>
        software == "pixelfed" && SoftwareVersion.TryRead(version) is { } known && known < PixelfedKeepsSecrets;

    /// <summary>Whether a Reject of a follow that was accepted before does not end it there, but a Block does.</summary>
    public static bool EndsFollowsByBlock(string? software) => software == "gotosocial";

    /// <summary>The id of the actor that speaks for a server, if its software has one address for it; null when the server must be asked.</summary>
    /// <param name="software">By NodeInfo.</param>
    /// <param name="host">host[:port]</param>
    public static string? InstanceActorOf(string? software, string host) =>
        software is not null && InstanceActors.TryGetValue(software, out var path)
            ? $"https://{host}{path.Replace("{host}", host, StringComparison.Ordinal)}"
            : null;
}
