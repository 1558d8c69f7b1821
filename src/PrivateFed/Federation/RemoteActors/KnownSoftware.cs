namespace PrivateFed.Federation.RemoteActors;

/// <summary>What is known of the software that other servers run, by the name that NodeInfo gives it (in lower case).</summary>
public static class KnownSoftware
{
    /// <summary>Pixelfed shows posts for followers to others before this version (CVE-2025-30741).</summary>
    public static readonly SoftwareVersion PixelfedKeepsSecrets = SoftwareVersion.TryRead("0.12.5")!;

    /// <summary>
    /// Misskey's until 2025, that of what was made from it, and that of Misskey's servers that were begun since (SystemAccountService.fetch). Nobody there
    /// can have a name with a dot.
    /// </summary>
    private static readonly string[] MisskeyInstanceActors = ["instance.actor", "system.actor"];

    private static readonly HashSet<string> Misskeys = new(StringComparer.Ordinal)
    {
        "misskey", "calckey", "firefish", "iceshrimp", "iceshrimp.net", "sharkey", "foundkey", "cherrypick", "catodon", "magnetar",
    };

    /// <summary>
    /// Where the software publishes the actor that speaks for its server; a person there cannot have that address. Seen in their sources: Mastodon
    /// (TagManager.uri_for), GoToSocial 0.20 (CreateInstanceAccount), Pleroma and Akkoma (InternalFetchActor), Pixelfed (InstanceActor.PROFILE_BASE), Lemmy
    /// (instance.rs, id), PeerTube (SERVER_ACTOR_NAME), Friendica (User::getSystemAccount), Mobilizon (Relay.get_actor), Mitra (local_instance_actor_id); and
    /// WordPress in a captured document. Hollo and snac2 have none: their people read for themselves.
    /// </summary>
    private static readonly Dictionary<string, string> InstanceActors = new(StringComparer.Ordinal)
    {
        ["privatefed"] = "/actor",
        ["mastodon"] = "/actor",
        ["hometown"] = "/actor",
        ["bookwyrm"] = "/actor",
        ["mitra"] = "/actor",
        ["gotosocial"] = "/users/{host}",
        ["pleroma"] = "/internal/fetch",
        ["akkoma"] = "/internal/fetch",
        ["pixelfed"] = "/i/actor",
        ["mbin"] = "/i/actor",
        ["kbin"] = "/i/actor",
        ["lemmy"] = "/",
        ["mobilizon"] = "/relay",
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

    /// <summary>The names of the actor that speaks for a server, where the software reserves them and its address is not known; newest last.</summary>
    public static IReadOnlyList<string> InstanceActorNamesOf(string? software) => IsMisskey(software) ? MisskeyInstanceActors : [];

    /// <summary>The id of the actor that speaks for a server, if its software has one address for it; null when the server must be asked.</summary>
    /// <param name="software">By NodeInfo.</param>
    /// <param name="host">host[:port]</param>
    public static string? InstanceActorOf(string? software, string host) =>
        software is not null && InstanceActors.TryGetValue(software, out var path)
            ? $"https://{host}{path.Replace("{host}", host, StringComparison.Ordinal)}"
            : null;
}
