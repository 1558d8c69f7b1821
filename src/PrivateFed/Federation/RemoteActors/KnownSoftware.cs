namespace PrivateFed.Federation.RemoteActors;

/// <summary>Facts about the software of other servers, by its NodeInfo name in lower case.</summary>
public static class KnownSoftware
{
    /// <summary>Before this version, Pixelfed shows followers-only posts to others (CVE-2025-30741).</summary>
    public static readonly SoftwareVersion PixelfedLeakFixedIn = SoftwareVersion.TryRead("0.12.5")!;

    /// <summary>
    /// Misskey used the first name until 2025, and its forks still do; Misskey servers set up since then use the second
    /// (SystemAccountService.fetch). No user there can have a name with a dot.
    /// </summary>
    private static readonly string[] MisskeyInstanceActors = ["instance.actor", "system.actor"];

    private static readonly HashSet<string> Misskeys = new(StringComparer.Ordinal)
    {
        "misskey", "calckey", "firefish", "iceshrimp", "iceshrimp.net", "sharkey", "foundkey", "cherrypick", "catodon", "magnetar",
    };

    /// <summary>
    /// Path of the instance actor, which no user of the software can have. Taken from the sources of Mastodon (TagManager.uri_for),
    /// GoToSocial 0.20 (CreateInstanceAccount), Pleroma and Akkoma (InternalFetchActor), Pixelfed (InstanceActor.PROFILE_BASE), Lemmy
    /// (instance.rs, id), PeerTube (SERVER_ACTOR_NAME), Friendica (User::getSystemAccount), Mobilizon (Relay.get_actor) and Mitra
    /// (local_instance_actor_id), and from a captured document of WordPress. Hollo and snac2 have none: each user's fetches are signed by
    /// that user.
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

    /// <summary>The software's name as people write it.</summary>
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

    /// <summary>Misskey and its forks, which convert posts to a markup of their own.</summary>
    public static bool IsMisskey(string? software) => software is not null && Misskeys.Contains(software);

    /// <summary>Whether the software shows followers-only posts to others.</summary>
    public static bool LeaksFollowersOnlyPosts(string? software, string? version) =>
        software == "pixelfed" && SoftwareVersion.TryRead(version) is { } known && known < PixelfedLeakFixedIn;

    /// <summary>Whether an accepted follow is ended there by a Block and not by a Reject.</summary>
    public static bool EndsFollowsByBlock(string? software) => software == "gotosocial";

    /// <summary>Names that the software reserves for the instance actor, if the actor's address is not known; newest last.</summary>
    public static IReadOnlyList<string> InstanceActorNamesOf(string? software) => IsMisskey(software) ? MisskeyInstanceActors : [];

    /// <summary>
    /// Id of the instance actor, if its address is the same on every server with that software; null when the server must be asked.
    /// </summary>
    /// <param name="software">NodeInfo name.</param>
    /// <param name="host">host[:port]</param>
    public static string? InstanceActorOf(string? software, string host) =>
        software is not null && InstanceActors.TryGetValue(software, out var path)
            ? $"https://{host}{path.Replace("{host}", host, StringComparison.Ordinal)}"
            : null;
}
