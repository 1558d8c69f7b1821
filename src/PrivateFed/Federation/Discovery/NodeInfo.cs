using PrivateFed.Operations;

namespace PrivateFed.Federation.Discovery;

/// <summary>
/// What this server runs (NodeInfo 2.1, and 2.0 for servers that look for nothing newer). How many people and posts there are it does not
/// say; the schema lets it be left out.
/// </summary>
public static class NodeInfo
{
    private const string Schema = "http://nodeinfo.diaspora.software/ns/schema/";

    // 2.0 stands last: GoToSocial takes the last that begins with 2, and can read no other.
    private static readonly string[] Versions = ["2.1", "2.0"];

    public static async Task<IResult> LinksAsync(CurrentHouse house, CancellationToken cancellation) =>
        await house.FindAsync(cancellation) is null
            ? TypedResults.NotFound()
            : TypedResults.Json(new { links = Versions.Select(version => new { rel = Schema + version, href = $"{house.Addresses.Root}nodeinfo/{version}" }) });

    public static IResult Document(string version) => TypedResults.Json(
        new
        {
            version,
            software = new { name = "privatefed", version = ThisAssembly.Version },
            protocols = new[] { "activitypub" },
            services = new { inbound = Array.Empty<string>(), outbound = Array.Empty<string>() },
            openRegistrations = false,
            usage = new { users = new { } },
            metadata = new { },
        },
        contentType: $"application/json; profile=\"{Schema}{version}#\"");
}
